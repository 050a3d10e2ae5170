import { transpose, type CsrMatrix } from '../../../linalg/csr.js';
import { invertPositiveDefinite } from '../../../linalg/invert-positive-definite.js';
import type { Component } from '../../../snapshot/contents.js';
import type { TrainRun } from '../../model.js';
import { gramOfColumns } from './gram.js';

/**
 * EASE by users: with K = (XXᵀ + λI)⁻¹ Woodbury's identity gives P = (I − XᵀKX) / λ, hence x_u P = K_u X, and a user's score
 * of an item that she does not have is −(K_u X)_i / P_ii. A component of K [users, users] and −1 / P_ii [items]; what it
 * gives items that she has is without meaning. Errors: INTERRUPTED, DIVERGED.
 */
export async function userWeights(interactions: CsrMatrix, regularization: number, run: TrainRun): Promise<Component> {
  const { rows: users, columns: items } = interactions;
  const byItem = transpose(interactions);
  const inverse = gramOfColumns(byItem, regularization);
  await invertPositiveDefinite(inverse, users, run.signal, (share) =>
    run.progress({ stage: 'train', done: Math.round(share * users), total: users, unit: 'rows' }),
  );
  const scales = Float32Array.from({ length: items }, (_, item) => {
    const [start, end] = [byItem.indptr[item]!, byItem.indptr[item + 1]!];
    let sum = 0;
    for (let a = start; a < end; a++) {
      for (let b = start; b < end; b++) {
        const weight = (byItem.values?.[a] ?? 1) * (byItem.values?.[b] ?? 1);
        sum += weight * inverse[byItem.indices[a]! * users + byItem.indices[b]!]!;
      }
    }
    return -regularization / (1 - sum);
  });
  return {
    kind: 'user-weights',
    name: 'ease',
    parameters: { users, regularization },
    arrays: {
      weights: { array: Float32Array.from(inverse), shape: [users, users] },
      scales: { array: scales, shape: [items] },
    },
  };
}
