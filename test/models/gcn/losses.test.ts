import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import { hasEntry, type CsrMatrix } from '../../../src/linalg/csr.js';
import { bpr } from '../../../src/models/gcn/bpr.js';
import { createObjective } from '../../../src/models/gcn/create-objective.js';
import { resolveHyperparameters, type GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { ItemSampler } from '../../../src/models/gcn/item-sampler.js';
import type { Objective } from '../../../src/models/gcn/objective.js';
import { sampledSoftmax } from '../../../src/models/gcn/sampled-softmax.js';
import {
  numericGradient,
  referenceBilateralLoss,
  referenceBprLoss,
  referenceSelfContrast,
  referenceSoftmaxLoss,
  type Table,
} from './reference-losses.js';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine('cpu', { log: silentLogger });
});
afterAll(() => engine.dispose());

/** Three users, five items; user 2 has every item. */
const binary: CsrMatrix = {
  rows: 3,
  columns: 5,
  indptr: Int32Array.of(0, 2, 3, 8),
  indices: Int32Array.of(0, 3, 1, 0, 1, 2, 3, 4),
  values: null,
};
const weighted: CsrMatrix = { ...binary, values: Float32Array.of(1, 4, 0.5, 2, 1, 1, 3, 0.25) };

const softmax = (interactions: CsrMatrix, chosen: Partial<GcnHyperparameters>): Objective =>
  sampledSoftmax(interactions, resolveHyperparameters({ negativeSampling: 'uniform', ...chosen }));

const table = randomTable(binary.rows + binary.columns, 4);

describe.each([
  ['binary', binary, 'dot' as const],
  ['binary', binary, 'cosine' as const],
  ['weighted', weighted, 'dot' as const],
  ['weighted', weighted, 'cosine' as const],
])('sampled softmax on a %s graph', (_, interactions, similarity) => {
  const options = { loss: 'sampled-softmax', batchUsers: 3, negatives: 4, temperature: 0.5, similarity } as const;
  const users = [0, 1, 2];
  const sample = [...new ItemSampler(5, 4).draw(Random.fromSeed(3))];
  const reference = (embeddings: Table): number =>
    referenceSoftmaxLoss(embeddings, interactions, users, sample, 0.5, similarity);

  it('has the loss and the gradient of its formula', () => {
    const { loss, gradient } = evaluated(softmax(interactions, options), Int32Array.from(users), Random.fromSeed(3));
    expect(loss).toBeCloseTo(reference(table), 5);
    expectClose(gradient, numericGradient(table, reference));
  });

  it('does not remember the batch before', () => {
    const objective = softmax(interactions, options);
    const fresh = evaluated(objective, Int32Array.of(0), Random.fromSeed(9));
    evaluated(objective, Int32Array.of(2, 1), Random.fromSeed(4));
    expect(evaluated(objective, Int32Array.of(0), Random.fromSeed(9))).toEqual(fresh);
  });
});

describe('sampled softmax', () => {
  it('has nothing to say about a user who has every item', () => {
    const { loss, gradient } = evaluated(
      softmax(binary, { batchUsers: 1, negatives: 5, temperature: 0.2, similarity: 'cosine' }),
      Int32Array.of(2),
      Random.fromSeed(1),
    );
    expect(loss).toBe(0);
    expect(gradient.every((row) => row.every((entry) => Math.abs(entry) === 0))).toBe(true);
  });

  it('stays finite for scores whose exponentials overflow', () => {
    const huge = table.map((row) => row.map((entry) => entry * 1000));
    const { loss, gradient } = evaluated(
      softmax(binary, { batchUsers: 3, negatives: 5, temperature: 0.01, similarity: 'dot' }),
      Int32Array.of(0, 1, 2),
      Random.fromSeed(1),
      huge,
    );
    expect(loss).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(loss)).toBe(true);
    expect(gradient.flat().every(Number.isFinite)).toBe(true);
  });
});

describe('sampled softmax of cosines', () => {
  it('looks at items by their direction alone, and has no slope along it', () => {
    const objective = softmax(binary, { batchUsers: 3, negatives: 5, temperature: 0.2, similarity: 'cosine' });
    const users = Int32Array.of(0, 1, 2);
    const stretched = table.map((row, node) => (node < 3 ? row : row.map((entry) => entry * (node + 1))));
    const [as, longer] = [table, stretched].map((values) => evaluated(objective, users, Random.fromSeed(1), values));
    expect(longer!.loss).toBeCloseTo(as!.loss, 5);
    as!.gradient.forEach((row, node) => {
      expect(row.reduce((sum, slope, d) => sum + slope * table[node]![d]!, 0)).toBeCloseTo(0, 5);
    });
  });

  it('has no slope for an item at zero, and stays finite', () => {
    const objective = softmax(binary, { batchUsers: 3, negatives: 5, temperature: 0.2, similarity: 'cosine' });
    const zeroed = table.with(3, [0, 0, 0, 0]);
    const { loss, gradient } = evaluated(objective, Int32Array.of(0, 1, 2), Random.fromSeed(1), zeroed);
    expect(Number.isFinite(loss)).toBe(true);
    expect(gradient[3]!.every((slope) => Math.abs(slope) === 0)).toBe(true);
    expect(gradient.flat().every(Number.isFinite)).toBe(true);
  });
});

describe('bilateral softmax', () => {
  const sizes = { loss: 'bsl', batchUsers: 3, negatives: 4, similarity: 'dot', temperature: 0.5 } as const;

  it.each([
    ['binary', binary],
    ['weighted', weighted],
  ])('has the loss and the gradient of its formula on a %s graph', (_, interactions) => {
    const reference = (embeddings: Table): number =>
      referenceBilateralLoss(embeddings, interactions, [0, 1, 2], sample, { negative: 0.5, positive: 0.3 });
    const sample = [...new ItemSampler(5, 4).draw(Random.fromSeed(3))];
    const objective = softmax(interactions, { ...sizes, positiveTemperature: 0.3 });
    const { loss, gradient } = evaluated(objective, Int32Array.of(0, 1, 2), Random.fromSeed(3));
    expect(loss).toBeCloseTo(reference(table), 5);
    expectClose(gradient, numericGradient(table, reference));
  });

  it('is ln 3 for one item against two others, equal scores all; at a low τ₊ the nearest item alone is pulled', () => {
    const equal = table.map(() => [1, 0, 0, 0]);
    const three: CsrMatrix = {
      rows: 1,
      columns: 4,
      indptr: Int32Array.of(0, 1),
      indices: Int32Array.of(2),
      values: null,
    };
    const objective = softmax(three, { ...sizes, positiveTemperature: 0.5 });
    expect(evaluated(objective, Int32Array.of(0), Random.fromSeed(1), equal.slice(0, 5)).loss).toBeCloseTo(Math.log(3));
    const apart = [[1, 0], [0.9, 0], [0, 1], [0, 1], [0.1, 0], [0, 1]]; // prettier-ignore
    const two: CsrMatrix = { ...three, columns: 5, indptr: Int32Array.of(0, 2), indices: Int32Array.of(0, 3) };
    const pulled = evaluated(
      softmax(two, { ...sizes, negatives: 5, positiveTemperature: 0.01 }),
      Int32Array.of(0),
      Random.fromSeed(1),
      apart,
    );
    expect(pulled.gradient[1]![0]).toBeCloseTo(-100); // −1/τ₊
    expect(pulled.gradient[4]![0]).toBeCloseTo(0);
  });
});

describe('the contrast of nodes', () => {
  const chosen = {
    negativeSampling: 'uniform',
    batchUsers: 3,
    negatives: 5,
    similarity: 'dot',
    temperature: 0.5,
  } as const;
  const users = Int32Array.of(0, 1, 2);

  it.each(['sampled-softmax', 'bpr'] as const)('is beside %s by its weight, gradients too', (loss) => {
    const [plain, contrasted] = [0, 0.7].map((contrast) =>
      evaluated(
        createObjective(binary, resolveHyperparameters({ ...chosen, loss, contrast, contrastTemperature: 0.4 })),
        users,
        Random.fromSeed(1),
      ),
    );
    const present = plain!.nodes; // under BPR not every item
    const among = (isWanted: (node: number) => boolean): number[] => present.filter(isWanted);
    const reference = (embeddings: Table): number =>
      0.7 * referenceSelfContrast(embeddings, among((node) => node < 3), 0.4) +
      0.7 * referenceSelfContrast(embeddings, among((node) => node >= 3), 0.4); // prettier-ignore
    const slopes = numericGradient(table, reference);
    expect(contrasted!.loss).toBeCloseTo(plain!.loss + reference(table), 5);
    expectClose(
      contrasted!.gradient,
      plain!.gradient.map((row, r) => row.map((slope, c) => slope + slopes[r]![c]!)),
    );
  });

  it('is ln 2 for two nodes that are the same', () => {
    expect(referenceSelfContrast([[1, 2], [2, 4]], [0, 1], 0.3)).toBeCloseTo(Math.log(2)); // prettier-ignore
  });
});

describe('what a batch is of', () => {
  it.each([
    ['its pairs by weight and its negatives, under the softmax', 'sampled-softmax', [0, 1, 2]],
    ['its pairs and as many negatives, under BPR', 'bpr', [0, 1, 2]],
  ] as const)('is %s', (_, loss, batch) => {
    const objective = createObjective(weighted, resolveHyperparameters({ loss, negatives: 3, batchUsers: 3 }));
    const { nodes, appearances } = objective.draw(Int32Array.from(batch), Random.fromSeed(2));
    const sums = appearances();
    const of = (isWanted: (node: number) => boolean): number =>
      sums.reduce((sum, share, place) => sum + (isWanted(nodes[place]!) ? share : 0), 0);
    expect(of((node) => node < 3)).toBeCloseTo(1, 5);
    expect(of((node) => node >= 3)).toBeCloseTo(2, 5);
    const ofUser0 = loss === 'bpr' ? 5 / 5.5 : 5 / 12.75; // 1 + 4 of the weights of edges 0 to 2, of all edges
    expect(of((node) => node === 0)).toBeCloseTo(ofUser0, 5);
  });
});

describe.each([
  ['binary', binary],
  ['weighted', weighted],
])('BPR on a %s graph', (_, interactions) => {
  it('has the loss and the gradient of its formula, on negatives the user does not have', () => {
    const objective = bpr(interactions, { batchEdges: 8 });
    expect(objective.units).toEqual(Int32Array.of(0, 1, 2)); // user 2 has no negative
    const { loss, gradient } = evaluated(objective, objective.units, Random.fromSeed(5));
    const candidates = [0, 1, 2, 3, 4];
    const possible = [0, 0, 1].map((user) => candidates.filter((item) => !hasEntry(interactions, user, item)));
    // Which negatives were drawn is not told: one choice among the possible ones must give both loss and gradient.
    const triplet = (user: number, positive: number, edge: number, negative: number) => ({
      user,
      positive,
      negative,
      weight: interactions.values?.[edge] ?? 1,
    });
    const matches = possible[0]!.flatMap((a) =>
      possible[1]!.flatMap((b) =>
        possible[2]!
          .map((c) => [triplet(0, 0, 0, a), triplet(0, 3, 1, b), triplet(1, 1, 2, c)])
          .filter((triplets) => Math.abs(referenceBprLoss(table, 3, triplets) - loss) < 1e-6),
      ),
    );
    expect(matches).toHaveLength(1);
    expectClose(
      gradient,
      numericGradient(table, (embeddings) => referenceBprLoss(embeddings, 3, matches[0]!)),
    );
  });
});

function evaluated(
  objective: Objective,
  batch: Int32Array,
  random: Random,
  values: Table = table,
): { loss: number; gradient: number[][]; nodes: number[] } {
  const { nodes, evaluate } = objective.draw(batch, random);
  const embeddings = tf.tensor2d([...nodes].map((node) => [...values[node]!])); // [n, d]
  const { loss, gradient } = evaluate(embeddings);
  const slopes = values.map((row) => row.map(() => 0));
  gradient.arraySync().forEach((row, place) => (slopes[nodes[place]!] = row));
  const result = { loss: loss.dataSync()[0]!, gradient: slopes, nodes: [...nodes] };
  tf.dispose([embeddings, loss, gradient]);
  return result;
}

function expectClose(actual: number[][], expected: number[][]): void {
  actual.forEach((row, r) => row.forEach((entry, c) => expect(entry).toBeCloseTo(expected[r]![c]!, 5)));
}

function randomTable(rows: number, columns: number): number[][] {
  const random = Random.fromSeed(11);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()));
}
