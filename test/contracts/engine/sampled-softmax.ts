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
  referenceSelfContrast,
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
          const shared = { items, similarity: 'dot', temperature: 0.5 } as const;
          const { loss, gradient } = sampledSoftmaxLoss(embeddings, batch, { ...shared, ...settings });
          const slopes = numericGradient(table, reference);
          expectClose(await loss.data(), [reference(table)]);
          expectClose(
            await gradient.data(),
            [...nodes].flatMap((node) => slopes[node]!),
          );
          tf.dispose([loss, gradient]);
        };
        const chosen = [interactions, [...order], [...drawn]] as const;
        const temperatures = { negative: 0.5, positive: 0.8 };
        for (const similarity of ['dot', 'cosine'] as const) {
          await expectLoss((rows) => referenceSoftmaxLoss(rows, ...chosen, 0.5, similarity), { similarity });
          await expectLoss((rows) => referenceBilateralLoss(rows, ...chosen, temperatures, similarity), {
            similarity,
            positiveTemperature: 0.8,
          });
        }
        embeddings.dispose();
      }
    });

    it('among themselves, each a user and an item at once', async () => {
      const random = Random.fromSeed(34);
      const [count, width] = [7, 5];
      const table = rowsOf(randomFloats(random, count * width), width);
      const rows = Int32Array.from(table.keys());
      const batch = {
        users: rows,
        edgePlaces: rows,
        edgeItems: rows,
        edgeShares: new Float32Array(count).fill(1 / count),
        sample: rows,
        ownOffsets: Int32Array.from({ length: count + 1 }, (_, row) => row),
        ownPlaces: rows,
      };
      const reference = (values: Table): number => referenceSelfContrast(values, [...rows], 0.5);
      const embeddings = tf.tensor2d(table); // [n, d]
      const settings = { items: count, similarity: 'cosine', temperature: 0.5 } as const;
      const { loss, gradient } = sampledSoftmaxLoss(embeddings, batch, settings);
      expectClose(await loss.data(), [reference(table)]);
      expectClose(await gradient.data(), numericGradient(table, reference).flat());
      tf.dispose([embeddings, loss, gradient]);
    });

    it('by cosine without a slope for an item at zero, or along any item', async () => {
      const random = Random.fromSeed(35);
      const interactions = { ...randomCsr(random, 5, 12, 0.4), values: null };
      const users = Int32Array.of(4, 0, 2);
      const { nodes, ...batch } = new UserBatchBuilder(interactions).build(users, Int32Array.of(3, 8, 0, 11, 5));
      const width = 6;
      const table = randomFloats(random, nodes.length * width);
      table.fill(0, users.length * width, (users.length + 1) * width); // The first sampled item.
      const embeddings = tf.tensor2d(table, [nodes.length, width]);
      const settings = { items: 12, similarity: 'cosine', temperature: 0.1 } as const;
      const { loss, gradient } = sampledSoftmaxLoss(embeddings, batch, settings);
      expect((await loss.data()).every(Number.isFinite)).toBe(true);
      const slopes = rowsOf((await gradient.data()) as Float32Array, width);
      expect(slopes[users.length]!.every((slope) => Math.abs(slope) === 0)).toBe(true);
      expect(
        slopes
          .slice(users.length + 1)
          .flat()
          .some((slope) => Math.abs(slope) > 0.01),
      ).toBe(true);
      const along = slopes.map((row, place) =>
        row.reduce((sum, slope, d) => sum + slope * table[place * width + d]!, 0),
      );
      expectClose(
        along,
        along.map(() => 0),
      );
      tf.dispose([embeddings, loss, gradient]);
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
        similarity: 'dot',
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
        const settings = { items: 12, similarity: 'cosine', temperature: 0.2 } as const;
        const { loss, gradient } = sampledSoftmaxLoss(embeddings, batch, settings);
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
