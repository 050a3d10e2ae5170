import type { CsrMatrix } from '../linalg/csr.js';
import { joinColumns } from '../linalg/join-columns.js';
import { stackRows } from '../linalg/stack-rows.js';
import type { ItemAttributes } from './item-attributes.js';
import type { UserAttributes } from './user-attributes.js';

/** Of a dataset, or of a snapshot. */
export interface GraphParts {
  readonly interactions: CsrMatrix;
  readonly attributes?: ItemAttributes | undefined;
  readonly userAttributes?: UserAttributes | undefined;
}

/**
 * What is propagated and walked over: the interactions; below the users' rows one for each value of an attribute of items,
 * which has the items that it describes; and right of the items' columns one for each value of an attribute of users, which
 * the users have that it describes. Users and items keep their indices, and the columns from the number of items on are no
 * items. Without attributes it is the interactions themselves.
 */
export function wholeGraph({ interactions, attributes, userAttributes }: GraphParts): CsrMatrix {
  const byUser = userAttributes === undefined ? interactions : joinColumns(interactions, userAttributes.edges);
  return attributes === undefined ? byUser : stackRows(byUser, { ...attributes.edges, columns: byUser.columns });
}
