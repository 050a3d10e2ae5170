import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/core/random.js';
import { adamUpdate, type AdamSettings, type AdamTensors } from '../../../src/engine/ops/adam-update.js';
import { expectClose } from '../../linalg/closeness.js';
import { randomFloats } from '../../linalg/sparse-matrices.js';

export function adamContract(): void {
  describe('updates a table by Adam', () => {
    // 17,001 entries are more than a thread takes at a time, and no multiple of four.
    it.each([1, 4, 5667])('of %i rows as its authors define it', async (rows) => {
      const random = Random.fromSeed(rows);
      const start = randomFloats(random, rows * 3);
      const expected = {
        table: Float64Array.from(start),
        m: new Float64Array(rows * 3),
        v: new Float64Array(rows * 3),
      };
      const table = tf.tensor2d(start.slice(), [rows, 3]);
      let state: AdamTensors = { table, m: tf.zerosLike(table), v: tf.zerosLike(table) };
      for (let step = 1; step <= 3; step++) {
        const slopes = randomFloats(random, rows * 3);
        const gradient = tf.tensor2d(slopes, [rows, 3]);
        const settings = { learningRate: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step };
        state = adamUpdate(state, gradient, settings);
        adamByDefinition(expected, slopes, settings);
        gradient.dispose();
      }
      expectClose(await state.table.data(), expected.table);
      expectClose(await state.m.data(), expected.m);
      expectClose(await state.v.data(), expected.v);
      tf.dispose({ ...state });
    });

    it('that was read and made anew as if nothing had happened', async () => {
      const settings = { learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, step: 2 };
      const gradient = tf.tensor2d([0.5, -0.25], [1, 2]);
      const state: AdamTensors = {
        table: tf.tensor2d([1, 2], [1, 2]),
        m: tf.tensor2d([0.1, 0.2], [1, 2]),
        v: tf.tensor2d([0.01, 0.02], [1, 2]),
      };
      const readAnew = async (tensor: tf.Tensor2D): Promise<tf.Tensor2D> =>
        tf.tensor2d((await tensor.data<'float32'>()).slice(), [1, 2]);
      const restored = {
        table: await readAnew(state.table),
        m: await readAnew(state.m),
        v: await readAnew(state.v),
      };
      const [left, right] = [adamUpdate(state, gradient, settings), adamUpdate(restored, gradient, settings)];
      for (const name of ['table', 'm', 'v'] as const) {
        expect(await right[name].data()).toEqual(await left[name].data());
      }
      tf.dispose([gradient, { ...left }, { ...right }]);
    });

    it('and refuses a gradient of another shape', () => {
      const settings = { learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, step: 1 };
      tf.tidy(() => {
        const table = tf.zeros<tf.Rank.R2>([2, 2]);
        expect(() => adamUpdate({ table, m: table, v: table }, tf.zeros([2, 3]), settings)).toThrow(
          expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
        );
      });
    });
  });
}

interface AdamState {
  readonly table: Float64Array;
  readonly m: Float64Array;
  readonly v: Float64Array;
}

/** Kingma & Ba, ICLR 2015, algorithm 1, line by line. */
function adamByDefinition({ table, m, v }: AdamState, gradient: Float32Array, settings: AdamSettings): void {
  const { learningRate, beta1, beta2, epsilon, step } = settings;
  gradient.forEach((slope, at) => {
    m[at] = beta1 * m[at]! + (1 - beta1) * slope;
    v[at] = beta2 * v[at]! + (1 - beta2) * slope ** 2;
    const mean = m[at] / (1 - beta1 ** step);
    const square = v[at] / (1 - beta2 ** step);
    table[at]! -= (learningRate * mean) / (sqrt(square) + epsilon);
  });
}

const { sqrt } = Math; // In a test's realm every look at a global costs microseconds.
