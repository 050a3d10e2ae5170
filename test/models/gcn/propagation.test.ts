import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import { createSparseOperand, type SparseOperand } from '../../../src/engine/sparse-operand.js';
import { normalizedAdjacency } from '../../../src/linalg/bipartite.js';
import { rowSums, transpose, type CsrMatrix } from '../../../src/linalg/csr.js';
import { dotComponent } from '../../../src/models/gcn/dot-component.js';
import { meanOfLayers } from '../../../src/models/gcn/propagation.js';
import { startingTable } from '../../../src/models/gcn/starting-table.js';

/** User 3 and item 4 have no interactions. */
const interactions: CsrMatrix = {
  rows: 4,
  columns: 5,
  indptr: Int32Array.of(0, 2, 4, 7, 7),
  indices: Int32Array.of(0, 1, 1, 2, 0, 2, 3),
  values: Float32Array.of(1, 2, 1, 1, 0.5, 3, 1),
};
const NODES = 9;

let engine: Engine;
let adjacency: SparseOperand;
beforeAll(async () => {
  engine = await startEngine('cpu', { log: silentLogger });
  adjacency = createSparseOperand(normalizedAdjacency(interactions), { symmetric: true });
});
afterAll(async () => {
  adjacency.dispose();
  await engine.dispose();
});

describe('the mean of layers', () => {
  const random = Random.fromSeed(1);
  const table = Array.from({ length: NODES }, () => [random.normal(), random.normal()]);

  it.each([1, 2, 3, 4])('of %i propagations is the average of the powers of the adjacency', (layers) => {
    const dense = denseAdjacency();
    let layer = table;
    const sum = table.map((row) => [...row]);
    for (let power = 1; power <= layers; power++) {
      layer = dense.map((weights) =>
        [0, 1].map((k) => weights.reduce((total, weight, node) => total + weight * layer[node]![k]!, 0)),
      );
      layer.forEach((row, node) => row.forEach((value, k) => (sum[node]![k]! += value)));
    }
    const propagated = tf.tidy(() => meanOfLayers(adjacency, tf.tensor2d(table), layers).arraySync());
    propagated.forEach((row, node) =>
      row.forEach((value, k) => expect(value).toBeCloseTo(sum[node]![k]! / (layers + 1), 5)),
    );
  });

  it('is its own transpose, as the tape agrees', () => {
    tf.tidy(() => {
      const slope = tf.tensor2d(table).reverse(0);
      const byTape = tf.grad((x0) =>
        meanOfLayers(adjacency, x0 as tf.Tensor2D, 3)
          .mul(slope)
          .sum(),
      )(tf.tensor2d(table));
      const byHand = meanOfLayers(adjacency, slope, 3);
      expect(byTape.sub(byHand).abs().max().dataSync()[0]).toBeLessThan(1e-6);
    });
  });
});

describe('what serving holds', () => {
  const random = Random.fromSeed(2);
  const table = Float32Array.from({ length: NODES * 3 }, () => random.normal());

  it.each([1, 2, 3])('folds a trained user in to exactly her embedding, with %i layers', (layers) => {
    const { arrays } = dotComponent(table, interactions, { dimensions: 3, layers });
    const [foldIn, degrees] = [arrays['foldIn']!.array, arrays['itemDegrees']!.array];
    const userDegrees = rowSums(interactions);
    expect(degrees).toEqual(rowSums(transpose(interactions)));
    for (let user = 0; user < interactions.rows; user++) {
      for (let k = 0; k < 3; k++) {
        let sum = 0;
        for (let entry = interactions.indptr[user]!; entry < interactions.indptr[user + 1]!; entry++) {
          const item = interactions.indices[entry]!;
          const weight = interactions.values![entry]! / Math.sqrt(userDegrees[user]! * degrees[item]!);
          sum += weight * foldIn[item * 3 + k]!;
        }
        expect(arrays['users']!.array[user * 3 + k]).toBeCloseTo((table[user * 3 + k]! + sum) / (layers + 1), 5);
      }
    }
  });
});

describe('the starting table', () => {
  it.each(['svd', 'random'] as const)('%s: has propagated items of root mean square norm 1', (start) => {
    tf.tidy(() => {
      const table = startingTable(adjacency, 4, { dimensions: 8, layers: 3, start }, Random.fromSeed(3));
      expect(table.shape).toEqual([NODES, 8]);
      const items = meanOfLayers(adjacency, table, 3).slice([4, 0]);
      expect(items.square().sum(1).mean().dataSync()[0]).toBeCloseTo(1, 5);
    });
  });

  it('svd: scores known pairs above others from the start', () => {
    const scores = tf.tidy(() => {
      const table = startingTable(adjacency, 4, { dimensions: 3, layers: 3, start: 'svd' }, Random.fromSeed(3));
      const embeddings = meanOfLayers(adjacency, table, 3);
      return tf
        .matMul(embeddings.slice([0, 0], [3, 3]), embeddings.slice([4, 0]), false, true)
        .arraySync() as number[][];
    });
    const known = scores.map((row, user) => row.filter((_, item) => isKnown(user, item)));
    const unknown = scores.map((row, user) => row.filter((_, item) => !isKnown(user, item)));
    expect(mean(known.flat())).toBeGreaterThan(2 * mean(unknown.flat()));
  });
});

function denseAdjacency(): number[][] {
  const { indptr, indices, values } = normalizedAdjacency(interactions);
  return Array.from({ length: NODES }, (_, row) => {
    const weights = new Array<number>(NODES).fill(0);
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) weights[indices[entry]!] = values![entry]!;
    return weights;
  });
}

function isKnown(user: number, item: number): boolean {
  return interactions.indices.subarray(interactions.indptr[user], interactions.indptr[user + 1]).includes(item);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
