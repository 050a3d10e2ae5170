import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { splitDataset } from '../../../src/dataset/splits.js';
import { attributesOf } from '../../../src/dataset/user-attributes.js';
import { evaluateSplit } from '../../../src/evaluate/evaluate-split.js';
import { judgeModel } from '../../../src/evaluate/judge-model.js';
import { newUserRows } from '../../../src/evaluate/new-users/new-user-rows.js';
import { knownEdges, toldEdges } from '../../../src/evaluate/new-users/told-edges.js';
import { mean } from '../../../src/metrics/mean.js';
import { perUserMetrics } from '../../../src/metrics/per-user-metrics.js';
import { usersWithRelevantItems } from '../../../src/metrics/ranked-lists.js';
import { alsModel } from '../../../src/models/baselines/als-model.js';
import { chebyshevModel } from '../../../src/models/baselines/chebyshev-model.js';
import { easeModel } from '../../../src/models/baselines/ease-model.js';
import { itemKnnModel } from '../../../src/models/baselines/item-knn-model.js';
import { blendModel } from '../../../src/models/blend/blend-model.js';
import { filterModel } from '../../../src/models/filter/filter-model.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import type { Model } from '../../../src/models/model.js';
import { popularityModel } from '../../../src/models/popularity/popularity-model.js';
import { createRecommender } from '../../../src/recommend/create-recommender.js';
import { snapshotOfContents } from '../../../src/snapshot/snapshot-of-contents.js';
import { eventsOf } from '../../dataset/events.js';
import { blockGraph } from '../../models/block-graph.js';
import { tasteLog } from './taste-log.js';

const run = { ...runContext(), seed: 1 };
const SMALL = { dimensions: 8, epochs: 3, batchUsers: 20 };
const K = 10;
const MODELS: readonly [string, () => Model][] = [
  ['blend', () => blendModel({ engine: 'cpu', hyperparameters: SMALL })],
  ['gcn', () => gcnModel({ engine: 'cpu', hyperparameters: SMALL })],
  ['filter', () => filterModel()],
  ['popularity', () => popularityModel],
];
const DAY = 86_400_000;
const whole = tasteLog({ mode: 'sum', behaviorWeights: { buy: 3 }, halfLife: 4 * DAY });
const split = splitDataset(whole, { kind: 'new-users', share: 0.2, told: 3, seed: 5 });
const told = split.told!;
const users = usersWithRelevantItems(split.heldOut);

/** What serving answers somebody whom the snapshot has never heard of, once a store has what is told of a user. */
async function servedItems(model: Model, train: Dataset): Promise<Int32Array> {
  const { components, hyperparameters, metrics } = await model.train(train, run);
  const contents = { dataset: train, exportedAt: 0, components, hyperparameters, seed: 1, metrics };
  const recommender = await createRecommender(snapshotOfContents(contents));
  const items = new Int32Array(users.length * K).fill(-1);
  for (const [place, user] of users.entries()) {
    const current = eventsOf(told)
      .filter(({ userKey }) => userKey === whole.users.keyAt(user))
      .map((event) => ({ ...event, userKey: 'a stranger' }));
    const attributes = attributesOf(whole.userAttributes!, user);
    const { entries } = recommender.recommend({
      user: { key: 'a stranger', revision: 0, current, attributes },
      first: K,
    });
    items.set(
      entries.map(({ itemIndex }) => itemIndex),
      place * K,
    );
  }
  return items;
}

describe.each(MODELS)('new users of a model: %s', (name, create) => {
  it('are ranked for as serving does, events weighed and attributes folded in', async () => {
    const served = await servedItems(create(), split.train);
    const trained = await create().train(split.train, run);
    const judged = await judgeModel(await newUserRows(trained, { train: split.train, told }, run), {
      users,
      known: knownEdges(split.train.interactions, toldEdges(told, split.train)),
      heldOut: split.heldOut,
      cutoffs: [K],
      seed: 1,
      signal: run.signal,
    });
    expect(judged.lists.items).toEqual(served);
    const listed = Array.from(users, (_, list) => served.subarray(list * K, list * K + K).join());
    if (name !== 'popularity') expect(new Set(listed).size).toBeGreaterThan(5); // nobody is offered what everybody is
  });

  it('are what an evaluation reports, with popularity, groups and sampled lists', async () => {
    const served = await servedItems(create(), split.train);
    const report = await evaluateSplit({ ...split, model: create(), cutoffs: [K], auc: true }, run);
    const perUser = perUserMetrics({ users, k: K, items: served }, split.heldOut, [K]);
    for (const [metric, values] of Object.entries(perUser)) expect(report.metrics[metric]).toBe(mean(values));
    expect(report.counts).toMatchObject({
      evaluatedUsers: users.length,
      train: split.train.interactions.indices.length,
    });
    expect(report.metrics['auc']).toBeGreaterThan(0.4);
    expect(report.groups.activity).toMatchObject([{ from: 3, to: 3, users: users.length }]);
    if (name === 'popularity') expect(report.metrics).toEqual(report.popularity);
    else expect(report.metrics).not.toEqual(report.popularity);
    const sampled = await evaluateSplit({ ...split, model: create(), cutoffs: [K], sampled: 1000 }, run);
    expect(sampled.metrics[`recall@${K}`]).toBe(report.metrics[`recall@${K}`]); // all others that there are
  });
});

describe('new users of a baseline', () => {
  const blocks = blockGraph({ blocks: 3, size: 10, usersPerBlock: 12 }).dataset;
  const plan = { kind: 'new-users', share: 0.2, told: 3, seed: 2 } as const;

  it.each<[string, Model]>([
    ['item-knn', itemKnnModel()],
    ['ALS', alsModel({ dimensions: 8, regularization: 1 })],
    ['EASE by items', easeModel({ regularization: 5 })],
  ])('are offered what those have who are like them: %s', async (_, model) => {
    const { metrics, popularity } = await evaluateSplit({ ...splitDataset(blocks, plan), model, cutoffs: [7] }, run);
    expect(metrics['recall@7']).toBe(1); // the block has ten items, of which she is told three
    expect(popularity['recall@7']).toBeLessThan(0.9);
  });

  it('have the same scores by EASE of users as by EASE of items', async () => {
    const { itemWeights } = await import('../../../src/models/baselines/ease/item-weights.js');
    const { userWeights } = await import('../../../src/models/baselines/ease/user-weights.js');
    const { train } = split;
    const rowsOf = async (component: Awaited<ReturnType<typeof itemWeights>>) => {
      const trained = await easeModel().train(train, run);
      return newUserRows({ ...trained, components: [component] }, { train, told }, run);
    };
    const byItems = await rowsOf(await itemWeights(train.interactions, 5, run));
    const byUsers = await rowsOf(await userWeights(train.interactions, 5, run));
    for (const user of users) {
      const [one, other] = [byItems(user).slice(), byUsers(user)];
      const own = told.interactions.indices.subarray(
        told.interactions.indptr[user],
        told.interactions.indptr[user + 1],
      );
      one.forEach((score, item) => {
        if (!own.includes(item)) expect(other[item]).toBeCloseTo(score, 4);
      });
    }
  });

  it('have the factors of the least squares that ALS solves for a user', async () => {
    const [alpha, regularization, dimensions] = [4, 2, 6];
    const trained = await alsModel({ dimensions, alpha, regularization }).train(split.train, run);
    const rowOf = await newUserRows(trained, { train: split.train, told }, run);
    const y = trained.components[0]!.arrays['items']!.array;
    const edges = toldEdges(told, split.train);
    for (const user of users) {
      // At the minimum λx = Σ_j c_j (p_j − x·y_j) y_j, so x·y_i is that sum times y_i over λ.
      const scores = rowOf(user).slice();
      const x = new Float64Array(dimensions);
      scores.forEach((score, item) => {
        const place = edges.indices.subarray(edges.indptr[user], edges.indptr[user + 1]).indexOf(item);
        const confidence = place < 0 ? 1 : 1 + alpha * edges.values![edges.indptr[user]! + place]!;
        const share = (confidence * ((place < 0 ? 0 : 1) - score)) / regularization;
        for (let d = 0; d < dimensions; d++) x[d]! += share * y[item * dimensions + d]!;
      });
      scores.forEach((score, item) => {
        const product = x.reduce((sum, value, d) => sum + value * y[item * dimensions + d]!, 0);
        expect(product).toBeCloseTo(score, 3);
      });
    }
  });

  it('are refused by a model that has no way to them', async () => {
    const evaluation = { ...splitDataset(blocks, plan), model: chebyshevModel() };
    await expect(evaluateSplit(evaluation, run)).rejects.toMatchObject({ code: 'MODEL_WITHOUT_FOLD_IN' });
  });
});

it('explanations are measured for users of training, whom alone they were learned for', async () => {
  const report = await evaluateSplit({ ...split, model: filterModel(), fidelity: { users: 3 } }, run);
  expect(report.fidelity).toMatchObject({ users: 3 });
});

describe('what is told', () => {
  it('weighs by the ages of training, also where it came later', () => {
    const { train } = split;
    const edges = toldEdges(told, train);
    const { decay } = train.weighting;
    for (const [pair, weight] of edges.values!.entries()) {
      let expected = 0;
      for (let event = told.events.offsets[pair]!; event < told.events.offsets[pair + 1]!; event++) {
        const factor = told.behaviors[told.events.behaviors[event]!] === 'buy' ? 3 : 1;
        expected += factor * told.events.weights[event]! * 2 ** ((told.events.at[event]! - decay!.asOf) / (4 * DAY));
      }
      expect(weight).toBeCloseTo(expected, 5);
    }
  });
});
