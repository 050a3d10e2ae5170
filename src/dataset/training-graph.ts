import type { CsrMatrix } from '../linalg/csr.js';
import { stackRows } from '../linalg/stack-rows.js';
import type { GraphParts } from './whole-graph.js';

/**
 * The part of the whole graph that is learned from: what describes an item that nobody has is left out. All that could be
 * learned of it is that it is nobody's, and values of few items, parted from all users, would take the leading singular
 * vectors for themselves. The same shape and numbering as the whole graph's.
 */
export function trainingGraph({ interactions, attributes }: GraphParts): CsrMatrix {
  return attributes === undefined
    ? interactions
    : stackRows(interactions, withColumnsOf(attributes.edges, interactions));
}

/** The entries of a matrix in columns where another has entries. */
function withColumnsOf(matrix: CsrMatrix, { columns, indices: filled }: CsrMatrix): CsrMatrix {
  const isKept = new Uint8Array(columns);
  for (const column of filled) isKept[column] = 1;
  const indptr = new Int32Array(matrix.rows + 1);
  const kept: number[] = [];
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.indptr[row]!; entry < matrix.indptr[row + 1]!; entry++) {
      if (isKept[matrix.indices[entry]!] === 1) kept.push(entry);
    }
    indptr[row + 1] = kept.length;
  }
  return {
    ...matrix,
    indptr,
    indices: Int32Array.from(kept, (entry) => matrix.indices[entry]!),
    values: matrix.values && Float32Array.from(kept, (entry) => matrix.values![entry]!),
  };
}
