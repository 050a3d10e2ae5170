import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';

/**
 * a · bᵀ: [n, d] · [m, d]ᵀ → [n, m], differentiable in both.
 * tfjs' wasm matMul falls to scalar code when asked to transpose, forward and in its gradient (40 times slower), so both
 * go through explicit transposes here.
 *
 * Errors: SHAPE_MISMATCH unless both are float32 matrices with equally many columns.
 */
export function matMulTransposedB(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  if (a.rank !== 2 || b.rank !== 2 || a.dtype !== 'float32' || b.dtype !== 'float32' || a.shape[1] !== b.shape[1]) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `${a.dtype} [${a.shape.join(', ')}] cannot be multiplied by the transpose of ${b.dtype} [${b.shape.join(', ')}].`,
    );
  }
  return productTransposedB(a, b);
}

const productTransposedB = tf.customGrad<tf.Tensor2D>((...inputs) => {
  const [a, b, save] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
  save([a, b]);
  return {
    value: tf.matMul<tf.Tensor2D>(a, tf.transpose(b)), // [n, m]
    gradFunc: (dy, saved) => {
      const [left, right] = saved as [tf.Tensor2D, tf.Tensor2D];
      return [tf.matMul(dy, right), tf.matMul(tf.transpose(dy), left)]; // [n, d], [m, d]
    },
  };
});
