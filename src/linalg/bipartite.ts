import { EdgewiseError } from '../core/errors.js';
import { entryCount, rowSums, transposeWithPositions, type CsrMatrix } from './csr.js';

/**
 * The symmetric normalized adjacency of the bipartite graph of `interactions` (users × items, weights above zero):
 * a square matrix over U + I nodes, users first and then items, with a_ui = a_iu = w_ui / √(D_u·D_i),
 * where D is the sum of a node's weights. A node without interactions has an empty row.
 *
 * Source: He et al., "LightGCN" (SIGIR 2020), equation 8, with weights.
 * Errors: DATASET_TOO_LARGE when the graph passes 2^31 − 1 nodes or directed edges.
 */
export function normalizedAdjacency(interactions: CsrMatrix): CsrMatrix {
  const { rows: users, columns: items, indptr, indices } = interactions;
  const entries = entryCount(interactions);
  if (users + items > MAX_INT32 || 2 * entries > MAX_INT32) {
    throw new EdgewiseError(
      'DATASET_TOO_LARGE',
      `A graph of ${users + items} nodes and ${2 * entries} directed edges passes 2^31 - 1.`,
    );
  }
  const normalized = normalize(interactions);
  const { matrix: byItem, positions } = transposeWithPositions(interactions);

  const adjacencyIndptr = new Int32Array(users + items + 1);
  adjacencyIndptr.set(indptr);
  for (let item = 0; item <= items; item++) adjacencyIndptr[users + item] = entries + byItem.indptr[item]!;

  const adjacencyIndices = new Int32Array(2 * entries);
  const values = new Float32Array(2 * entries);
  for (let entry = 0; entry < entries; entry++) {
    adjacencyIndices[entry] = users + indices[entry]!;
    values[entry] = normalized[entry]!;
    adjacencyIndices[entries + entry] = byItem.indices[entry]!;
    values[entries + entry] = normalized[positions[entry]!]!;
  }
  return { rows: users + items, columns: users + items, indptr: adjacencyIndptr, indices: adjacencyIndices, values };
}

const MAX_INT32 = 2 ** 31 - 1;

/** w_ui / √(D_u·D_i) for each entry. */
function normalize(interactions: CsrMatrix): Float32Array {
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
  return normalized;
}

function columnSums({ columns, indices, values }: CsrMatrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let entry = 0; entry < indices.length; entry++) sums[indices[entry]!]! += values === null ? 1 : values[entry]!;
  return sums;
}
