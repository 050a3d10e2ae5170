import * as tf from '@tensorflow/tfjs';
import { csrMatMul } from '../../engine/ops/csr-mat-mul.js';
import type { SparseOperand } from '../../engine/sparse-operand.js';

/**
 * (X0 + ÃX0 + … + Ã^L X0) / (L + 1) for x0 [N, d]: the embeddings of LightGCN (He et al., SIGIR 2020, equation 8 with
 * equal layer weights). Written as Horner's scheme, so that no layer is kept.
 *
 * Ã is symmetric, so this linear map is its own transpose: the gradient with respect to the embeddings, propagated by
 * the same function, is the gradient with respect to the table.
 */
export function meanOfLayers(adjacency: SparseOperand, x0: tf.Tensor2D, layers: number): tf.Tensor2D {
  return tf.tidy(() => {
    const share = x0.div<tf.Tensor2D>(layers + 1); // [N, d]
    let sum = share;
    for (let layer = 0; layer < layers; layer++) sum = csrMatMul(adjacency, sum, share); // [N, d]
    return sum;
  });
}
