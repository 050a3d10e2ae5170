import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/core/random.js';
import { sampledSoftmaxLoss } from '../../../src/engine/ops/sampled-softmax-loss.js';
import { UserBatchBuilder } from '../../../src/models/gcn/user-batch.js';
import { expectClose } from '../../linalg/closeness.js';
import { csrOf, randomCsr, randomFloats } from '../../linalg/sparse-matrices.js';
import {
  numericGradient,
  referenceBilateralLoss,
  referenceSoftmaxLoss,
  type Table,
} from '../../models/gcn/reference-losses.js';

export function sampledSoftmaxContract(): void {
  describe('contrasts users with sampled items', () => {
    it.each([
      [1, 1, 1, 2],
      [3, 5, 4, 6],
      [6, 9, 8, 11],
      [9, 30, 21, 13],
    ])('%i users, %i items of which %i are sampled, of %i columns', async (users, items, sampled, width) => {
      const random = Random.fromSeed(31 + users);
      const some = randomCsr(random, users, items, 0.4);
      const weighted = { ...some, values: some.values!.map((value) => value * value + 0.1) };
      const everything = csrOf(Array.from({ length: users }, () => new Array<number>(items).fill(1)));
      for (const interactions of [weighted, { ...weighted, values: null }, everything]) {
        if (interactions.indices.length === 0) continue;
        const order = random.shuffle<Int32Array, number>(Int32Array.from({ length: users }, (_, user) => user));
        const sample = random.shuffle<Int32Array, number>(Int32Array.from({ length: items }, (_, item) => item));
        const drawn = sample.slice(0, sampled);
        const { nodes, ...batch } = new UserBatchBuilder(interactions).build(order, drawn);
        const table = rowsOf(randomFloats(random, (users + items) * width), width);
        const embeddings = tf.tensor2d([...nodes].map((node) => [...table[node]!])); // [n, d]
        const expectLoss = async (reference: (table: Table) => number, settings: object): Promise<void> => {
          const { loss, gradient } = sampledSoftmaxLoss(embeddings, batch, { items, temperature: 0.5, ...settings });
          const slopes = numericGradient(table, reference);
          expectClose(await loss.data(), [reference(table)]);
          expectClose(
            await gradient.data(),
            [...nodes].flatMap((node) => slopes[node]!),
          );
          tf.dispose([loss, gradient]);
        };
        const [contrasted, sampledItems] = [[...order], [...drawn]];
        await expectLoss((rows) => referenceSoftmaxLoss(rows, interactions, contrasted, sampledItems, 0.5), {});
        await expectLoss(
          (rows) =>
            referenceBilateralLoss(rows, interactions, contrasted, sampledItems, { negative: 0.5, positive: 0.8 }),
          { positiveTemperature: 0.8 },
        );
        embeddings.dispose();
      }
    });

    it.each([undefined, 0.01])('and stays finite for scores whose exponentials overflow (τ₊ %s)', async (positive) => {
      const random = Random.fromSeed(32);
      const { nodes, ...batch } = new UserBatchBuilder({
        ...randomCsr(random, 5, 12, 0.3),
        values: null,
      }).build(Int32Array.of(4, 0, 2), Int32Array.of(3, 8, 0, 11, 5));
      const embeddings = tf.tensor2d(randomFloats(random, nodes.length * 3).map((value) => value * 1e4), [nodes.length, 3]); // prettier-ignore
      const { loss, gradient } = sampledSoftmaxLoss(embeddings, batch, {
        items: 12,
        temperature: 0.01,
        ...(positive !== undefined && { positiveTemperature: positive }),
      });
      if (positive === undefined) expect((await loss.data())[0]).toBeGreaterThanOrEqual(0);
      expect([...(await loss.data()), ...(await gradient.data())].every(Number.isFinite)).toBe(true);
      tf.dispose([embeddings, loss, gradient]);
    });

    it('and leaves nothing behind, however often', async () => {
      const random = Random.fromSeed(33);
      const { nodes, ...batch } = new UserBatchBuilder(randomCsr(random, 5, 12, 0.3)).build(
        Int32Array.of(1, 3),
        Int32Array.of(7, 2, 9),
      );
      const embeddings = tf.tensor2d(randomFloats(random, nodes.length * 3), [nodes.length, 3]);
      const before = tf.memory();
      for (let run = 0; run < 100; run++) {
        const { loss, gradient } = sampledSoftmaxLoss(embeddings, batch, { items: 12, temperature: 0.2 });
        await loss.data();
        tf.dispose([loss, gradient]);
      }
      const { numTensors, numBytes, numDataBuffers } = before;
      expect(tf.memory()).toMatchObject({ numTensors, numBytes, numDataBuffers });
      embeddings.dispose();
    });
  });
}

function rowsOf(values: Float32Array, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ]);
}
