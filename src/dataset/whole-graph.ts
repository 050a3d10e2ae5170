import type { CsrMatrix } from '../linalg/csr.js';
import { stackRows } from '../linalg/stack-rows.js';
import type { ItemAttributes } from './item-attributes.js';

/** Of a dataset, or of a snapshot. */
export interface GraphParts {
  readonly interactions: CsrMatrix;
  readonly attributes?: ItemAttributes | undefined;
}

/**
 * What is propagated and walked over: the interactions, and below the users' rows one for each attribute value, which has
 * the items that it describes. Users and items keep their indices. Without attributes it is the interactions themselves.
 */
export function wholeGraph({ interactions, attributes }: GraphParts): CsrMatrix {
  return attributes === undefined ? interactions : stackRows(interactions, attributes.edges);
}
