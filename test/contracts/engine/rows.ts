import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/core/random.js';
import { addToRows } from '../../../src/engine/ops/add-to-rows.js';
import { gatherRows, scatterAddRows } from '../../../src/engine/ops/gather-rows.js';
import { scaleRows } from '../../../src/engine/ops/scale-rows.js';
import { expectClose } from '../../linalg/closeness.js';
import { randomFloats } from '../../linalg/sparse-matrices.js';
import { valuesOf } from './values-of.js';

export function rowsContract(): void {
  describe('handles rows', () => {
    const threeRows = (): tf.Tensor2D => tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);

    it('gathered in any order, repeated or none', async () => {
      const gathered = await valuesOf(() => gatherRows(threeRows(), Int32Array.of(2, 0, 2)));
      expect([...gathered]).toEqual([5, 6, 1, 2, 5, 6]);
      tf.tidy(() => expect(gatherRows(threeRows(), new Int32Array(0)).shape).toEqual([0, 2]));
    });

    it('added into a table of zeros', async () => {
      const sums = await valuesOf(() => scatterAddRows(threeRows(), Int32Array.of(3, 0, 3), 4));
      expect([...sums]).toEqual([3, 4, 0, 0, 0, 0, 6, 8]);
    });

    it('added to a table that is taken over', async () => {
      const before = tf.memory().numTensors;
      const table = tf.ones<tf.Rank.R2>([4, 2]);
      const updates = threeRows();
      const sums = addToRows(table, updates, Int32Array.of(3, 0, 3));
      expect([...(await sums.data())]).toEqual([4, 5, 1, 1, 1, 1, 7, 9]);
      tf.dispose([sums, updates]);
      expect(tf.memory().numTensors).toBe(before);
    });

    it('each scaled by a factor of its own', async () => {
      const scaled = await valuesOf(() => scaleRows(threeRows(), tf.tensor2d([2, 0, -1], [3, 1])));
      expect([...scaled]).toEqual([2, 4, 0, 0, -5, -6]);
    });

    it.each([
      [1, 1, 1],
      [50, 7, 5],
      [300, 90, 64],
      [3, 1000, 3],
    ])('of which %i are added into %i of %i columns', async (count, rows, width) => {
      const random = Random.fromSeed(count);
      const updates = randomFloats(random, count * width);
      const indices = Int32Array.from({ length: count }, () => random.below(rows));
      const expected = new Float64Array(rows * width);
      for (let row = 0; row < count; row++) {
        for (let column = 0; column < width; column++) {
          expected[indices[row]! * width + column]! += updates[row * width + column]!;
        }
      }
      const tensor = tf.tensor2d(updates, [count, width]);
      expectClose(await valuesOf(() => scatterAddRows(tensor, indices, rows)), expected);
      const added = addToRows(tf.ones([rows, width]), tensor, indices);
      expectClose(await added.data(), expected.map((sum) => sum + 1)); // prettier-ignore
      tf.dispose([tensor, added]);
    });

    it('and refuses those outside the table', () => {
      const outside = expect.objectContaining({ code: 'INDEX_OUT_OF_RANGE' });
      tf.tidy(() => {
        const x = tf.zeros<tf.Rank.R2>([3, 2]);
        expect(() => gatherRows(x, Int32Array.of(0, 3))).toThrow(outside);
        expect(() => gatherRows(x, Int32Array.of(-1))).toThrow(outside);
        expect(() => scatterAddRows(x, Int32Array.of(0, 1, 9), 9)).toThrow(outside);
        expect(() => addToRows(x, tf.zeros([1, 2]), Int32Array.of(3))).toThrow(outside);
      });
    });

    it('and refuses what are no rows of float32, or not as many as indices', () => {
      const mismatch = expect.objectContaining({ code: 'SHAPE_MISMATCH' });
      tf.tidy(() => {
        const vector: tf.Tensor = tf.zeros([3]);
        expect(() => gatherRows(tf.zeros<tf.Rank.R2>([3, 2], 'int32'), Int32Array.of(0))).toThrow(mismatch);
        expect(() => gatherRows(vector as tf.Tensor2D, Int32Array.of(0))).toThrow(mismatch);
        expect(() => scatterAddRows(tf.zeros([3, 2]), Int32Array.of(0, 1), 9)).toThrow(mismatch);
        expect(() => addToRows(tf.zeros([3, 2]), tf.zeros([1, 3]), Int32Array.of(0))).toThrow(mismatch);
        expect(() => scaleRows(tf.zeros([3, 2]), tf.zeros([2, 1]))).toThrow(mismatch);
      });
    });
  });
}
