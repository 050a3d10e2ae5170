import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/core/random.js';
import { matMulTransposedB } from '../../../src/engine/ops/mat-mul-transposed-b.js';
import { expectClose } from '../../linalg/closeness.js';
import { randomFloats } from '../../linalg/sparse-matrices.js';
import { valuesOf } from './values-of.js';

export function transposedProductContract(): void {
  describe('multiplies by a transpose', () => {
    it.each([
      [1, 1, 1],
      [5, 3, 4],
      [33, 70, 19],
      [64, 128, 64],
    ])('%i × %i values of %i dimensions', async (n, m, d) => {
      const random = Random.fromSeed(n);
      const [a, b] = [randomFloats(random, n * d), randomFloats(random, m * d)];
      const expected: number[] = [];
      for (let row = 0; row < n; row++) {
        for (let column = 0; column < m; column++) {
          let sum = 0;
          for (let k = 0; k < d; k++) sum += a[row * d + k]! * b[column * d + k]!;
          expected.push(sum);
        }
      }
      expectClose(await valuesOf(() => matMulTransposedB(tf.tensor2d(a, [n, d]), tf.tensor2d(b, [m, d]))), expected);
    });

    it('and refuses what does not fit', () => {
      const mismatch = expect.objectContaining({ code: 'SHAPE_MISMATCH' });
      tf.tidy(() => {
        const vector: tf.Tensor = tf.zeros([3]);
        expect(() => matMulTransposedB(tf.zeros([2, 3]), tf.zeros([2, 4]))).toThrow(mismatch);
        expect(() => matMulTransposedB(tf.zeros([2, 3]), vector as tf.Tensor2D)).toThrow(mismatch);
      });
    });
  });
}
