import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/core/random.js';
import { gatherRows, scatterAddRows } from '../../../src/engine/ops/gather-rows.js';
import { expectClose } from '../../linalg/closeness.js';
import { randomFloats } from '../../linalg/sparse-matrices.js';

export function rowsContract(): void {
  describe('handles rows', () => {
    it('gathered in any order, repeated or none', () => {
      tf.tidy(() => {
        const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
        expect([...gatherRows(x, Int32Array.of(2, 0, 2)).dataSync()]).toEqual([5, 6, 1, 2, 5, 6]);
        expect(gatherRows(x, new Int32Array(0)).shape).toEqual([0, 2]);
      });
    });

    it('added into a table of zeros', () => {
      tf.tidy(() => {
        const updates = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
        expect([...scatterAddRows(updates, Int32Array.of(3, 0, 3), 4).dataSync()]).toEqual([3, 4, 0, 0, 0, 0, 6, 8]);
      });
    });

    it.each([
      [1, 1, 1],
      [50, 7, 5],
      [300, 90, 64],
      [3, 1000, 3],
    ])('of which %i are added into %i of %i columns', (count, rows, width) => {
      const random = Random.fromSeed(count);
      const updates = randomFloats(random, count * width);
      const indices = Int32Array.from({ length: count }, () => random.below(rows));
      const expected = new Float64Array(rows * width);
      for (let row = 0; row < count; row++) {
        for (let column = 0; column < width; column++) {
          expected[indices[row]! * width + column]! += updates[row * width + column]!;
        }
      }
      const sums = tf.tidy(() => scatterAddRows(tf.tensor2d(updates, [count, width]), indices, rows).dataSync());
      expectClose(sums, expected);
    });

    it('and refuses those outside the table', () => {
      const outside = expect.objectContaining({ code: 'INDEX_OUT_OF_RANGE' });
      tf.tidy(() => {
        const x = tf.zeros<tf.Rank.R2>([3, 2]);
        expect(() => gatherRows(x, Int32Array.of(0, 3))).toThrow(outside);
        expect(() => gatherRows(x, Int32Array.of(-1))).toThrow(outside);
        expect(() => scatterAddRows(x, Int32Array.of(0, 1, 9), 9)).toThrow(outside);
      });
    });

    it('and refuses what are no rows of float32, or not as many as indices', () => {
      const mismatch = expect.objectContaining({ code: 'SHAPE_MISMATCH' });
      tf.tidy(() => {
        const vector: tf.Tensor = tf.zeros([3]);
        expect(() => gatherRows(tf.zeros<tf.Rank.R2>([3, 2], 'int32'), Int32Array.of(0))).toThrow(mismatch);
        expect(() => gatherRows(vector as tf.Tensor2D, Int32Array.of(0))).toThrow(mismatch);
        expect(() => scatterAddRows(tf.zeros([3, 2]), Int32Array.of(0, 1), 9)).toThrow(mismatch);
      });
    });
  });
}
