import type { CsrMatrix } from '../linalg/csr.js';
import { wholeGraph, type GraphParts } from './whole-graph.js';

/**
 * The part of the whole graph that is learned from: what describes an item that nobody has, or a user who has nothing, is
 * left out. All that could be learned of it is that it is nobody's, and values of few, parted from all interactions, would
 * take the leading singular vectors for themselves. The same shape and numbering as the whole graph's.
 */
export function trainingGraph({ interactions, attributes, userAttributes }: GraphParts): CsrMatrix {
  const isHad = flags(interactions.columns, interactions.indices);
  return wholeGraph({
    interactions,
    attributes: attributes && { ...attributes, edges: filtered(attributes.edges, (_, item) => isHad[item] === 1) },
    userAttributes: userAttributes && {
      ...userAttributes,
      edges: filtered(userAttributes.edges, (user) => interactions.indptr[user]! < interactions.indptr[user + 1]!),
    },
  });
}

function flags(count: number, set: Int32Array): Uint8Array {
  const result = new Uint8Array(count);
  for (const index of set) result[index] = 1;
  return result;
}

/** The entries that are wanted. */
function filtered(matrix: CsrMatrix, isWanted: (row: number, column: number) => boolean): CsrMatrix {
  const indptr = new Int32Array(matrix.rows + 1);
  const kept: number[] = [];
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.indptr[row]!; entry < matrix.indptr[row + 1]!; entry++) {
      if (isWanted(row, matrix.indices[entry]!)) kept.push(entry);
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
