import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../src/core/random.js';
import { addToRows } from '../../src/engine/ops/add-to-rows.js';
import { adamUpdate, type AdamTensors } from '../../src/engine/ops/adam-update.js';
import { csrMatMul } from '../../src/engine/ops/csr-mat-mul.js';
import { csrMatMulAtRows } from '../../src/engine/ops/csr-mat-mul-some-rows.js';
import { gatherRows } from '../../src/engine/ops/gather-rows.js';
import { createSparseOperand } from '../../src/engine/sparse-operand.js';
import type { Engine } from '../../src/engine/start-engine.js';
import { expectSameBits } from '../linalg/closeness.js';
import { csrOf, randomCsr, randomFloats } from '../linalg/sparse-matrices.js';
import { adamContract } from './engine/adam.js';
import { gradientContract } from './engine/gradients.js';
import { productsOfSomeRowsContract } from './engine/products-of-some-rows.js';
import { rowsContract } from './engine/rows.js';
import { sampledSoftmaxContract } from './engine/sampled-softmax.js';
import { sparseProductContract } from './engine/sparse-product.js';
import { transposedProductContract } from './engine/transposed-product.js';
import { valuesOf } from './engine/values-of.js';

/**
 * What every engine must do, whatever computes it. A new engine adds itself by a test file that calls this with a way
 * to start it.
 */
export function engineContract(name: string, start: () => Promise<Engine>): void {
  describe(`the engine ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await start();
    });
    afterAll(() => engine.dispose());

    sparseProductContract();
    productsOfSomeRowsContract();
    rowsContract();
    transposedProductContract();
    gradientContract();
    adamContract();
    sampledSoftmaxContract();

    it('gives the same bits every time', async () => {
      const random = Random.fromSeed(11);
      const operand = createSparseOperand(randomCsr(random, 900, 400, 0.05));
      const values = randomFloats(random, 400 * 24);
      const product = () => valuesOf(() => csrMatMul(operand, tf.tensor2d(values, [400, 24])));
      const first = await product();
      for (let run = 0; run < 20; run++) expectSameBits(await product(), first);
      operand.dispose();
    });

    it('holds no more memory after a thousand steps than after ten', async () => {
      const random = Random.fromSeed(12);
      const operand = createSparseOperand(randomCsr(random, 50, 50, 0.1));
      const table = tf.zeros<tf.Rank.R2>([50, 8]);
      let state: AdamTensors = { table, m: tf.zerosLike(table), v: tf.zerosLike(table) };
      const settings = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 1 };
      const step = async (): Promise<void> => {
        const rows = Int32Array.from({ length: 20 }, () => random.below(50));
        const { value, grad } = tf.valueAndGrad((x) => {
          const propagated = csrMatMul(operand, x as tf.Tensor2D, x as tf.Tensor2D); // [50, 8]
          const seen = csrMatMulAtRows(operand, propagated, rows); // [20, 8]
          return gatherRows(propagated, rows).sub(seen).square().sum();
        })(state.table);
        const push = tf.ones<tf.Rank.R2>([1, 8]);
        const slope = addToRows(grad as tf.Tensor2D, push, Int32Array.of(3)); // [50, 8]
        state = adamUpdate(state, slope, settings);
        await value.data();
        tf.dispose([value, push, slope]);
      };
      for (let run = 0; run < 10; run++) await step();
      const { numTensors, numBytes, numDataBuffers } = tf.memory();
      for (let run = 0; run < 1000; run++) await step();
      expect(tf.memory()).toMatchObject({ numTensors, numBytes, numDataBuffers });
      tf.dispose({ ...state });
      operand.dispose();
    });

    it('can be started again, and operands outlive it', async () => {
      const operand = createSparseOperand(csrOf([[1, 2], [0, 3]])); // prettier-ignore
      const multiply = async () => [...(await valuesOf(() => csrMatMul(operand, tf.ones([2, 1]))))];
      expect(await multiply()).toEqual([3, 3]);
      const { name: firstName, threads } = engine;
      await engine.dispose();
      await engine.dispose();
      engine = await start();
      expect(engine).toMatchObject({ name: firstName, threads });
      expect(await multiply()).toEqual([3, 3]);
      operand.dispose();
    });

    it('is the only one: a second is refused while it runs', async () => {
      await expect(start()).rejects.toEqual(expect.objectContaining({ code: 'ENGINE_UNAVAILABLE' }));
    });
  });
}
