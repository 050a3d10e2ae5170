import type { CsrMatrix } from '../../linalg/csr.js';
import type { Component } from '../../snapshot/contents.js';

/** Distinct users of every item: what users are offered of whom nothing is known. */
export function popularityComponent({ columns, indices }: CsrMatrix): Component {
  const counts = new Uint32Array(columns);
  for (const item of indices) counts[item]!++;
  return {
    kind: 'popularity',
    name: 'popularity',
    parameters: {},
    arrays: { counts: { array: counts, shape: [columns] } },
  };
}
