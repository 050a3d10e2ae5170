import { EdgewiseError } from '../core/errors.js';
import { columnSums, entryCount, rowSums, transpose, type CsrMatrix } from './csr.js';

/**
 * The adjacency of the bipartite graph of `interactions` (users × items): a symmetric matrix over U + I nodes, users
 * first and then items, with a_ui = a_iu = w_ui. A node without interactions has an empty row.
 *
 * Errors: DATASET_TOO_LARGE when the graph passes 2^31 − 1 nodes or directed edges.
 */
export function bipartiteAdjacency(interactions: CsrMatrix): CsrMatrix {
  const { rows: users, columns: items, indptr, indices, values } = interactions;
  const entries = entryCount(interactions);
  if (users + items > MAX_INT32 || 2 * entries > MAX_INT32) {
    throw new EdgewiseError(
      'DATASET_TOO_LARGE',
      `A graph of ${users + items} nodes and ${2 * entries} directed edges passes 2^31 - 1.`,
    );
  }
  const byItem = transpose(interactions);
  const joinedOffsets = new Int32Array(users + items + 1);
  joinedOffsets.set(indptr);
  for (let item = 0; item <= items; item++) joinedOffsets[users + item] = entries + byItem.indptr[item]!;

  const joinedIndices = new Int32Array(2 * entries);
  for (let entry = 0; entry < entries; entry++) joinedIndices[entry] = users + indices[entry]!;
  joinedIndices.set(byItem.indices, entries);
  const joinedValues = values === null ? null : new Float32Array(2 * entries);
  joinedValues?.set(values!);
  joinedValues?.set(byItem.values!, entries);
  return {
    rows: users + items,
    columns: users + items,
    indptr: joinedOffsets,
    indices: joinedIndices,
    values: joinedValues,
  };
}

/**
 * The symmetric normalized adjacency: bipartiteAdjacency with a_ui = a_iu = w_ui / √(D_u·D_i), where D is the sum of a
 * node's weights.
 *
 * Source: He et al., "LightGCN" (SIGIR 2020), equation 8, with weights.
 * Errors: those of bipartiteAdjacency.
 */
export function normalizedAdjacency(interactions: CsrMatrix): CsrMatrix {
  return bipartiteAdjacency(normalizedInteractions(interactions));
}

/** D_U^-½ R D_I^-½ for interactions R with weights w_ui: entries w_ui / √(D_u·D_i), D the sum of a node's weights. */
export function normalizedInteractions(interactions: CsrMatrix): CsrMatrix {
  const { rows, indptr, indices, values } = interactions;
  const userDegrees = rowSums(interactions);
  const itemDegrees = columnSums(interactions);
  const normalized = new Float32Array(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      const weight = values === null ? 1 : values[entry]!;
      normalized[entry] = weight / Math.sqrt(userDegrees[row]! * itemDegrees[indices[entry]!]!);
    }
  }
  return { ...interactions, values: normalized };
}

const MAX_INT32 = 2 ** 31 - 1;
