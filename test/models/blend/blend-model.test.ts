import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { splitDataset } from '../../../src/dataset/splits.js';
import { rankingMetrics } from '../../../src/metrics/ranking-metrics.js';
import { usersWithRelevantItems } from '../../../src/metrics/ranked-lists.js';
import { blendModel } from '../../../src/models/blend/blend-model.js';
import { blendJudge } from '../../../src/models/blend/blend-judge.js';
import type { GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { rankByComponent } from '../../../src/models/ranking/rank-by-component.js';
import { Random } from '../../../src/core/random.js';
import { modelContract } from '../../contracts/model.js';
import { blockGraph } from '../block-graph.js';

const SMALL: Partial<GcnHyperparameters> = { dimensions: 8, epochs: 6, batchUsers: 20, refit: false };
const EXPONENTS = { p: 0.1, q: 0.9, a: 1 };

const create = (hyperparameters: Partial<GcnHyperparameters> = {}) =>
  blendModel({ engine: 'cpu', hyperparameters: { ...SMALL, ...hyperparameters } });

const TRAITS = { personal: true, iterative: true, random: true };
modelContract('a blend', create, TRAITS);
modelContract('a blend with a refit', () => create({ refit: true }), TRAITS);

describe('a blend', () => {
  const run = { ...runContext(), seed: 1 };

  it('comes with its parts, the weight chosen among those that were tried', async () => {
    const { components, hyperparameters, metrics } = await create().train(blockGraph().dataset, run);
    expect(components.map(({ kind, name }) => [kind, name])).toEqual([
      ['blend', 'blend'],
      ['dot', 'gcn'],
      ['walk', 'walk'],
      ['popularity', 'popularity'],
    ]);
    expect(components[0]!.parameters).toMatchObject({ dot: 'gcn', walk: 'walk' });
    const tried = String(hyperparameters['weights']).split(' ').map(Number);
    expect(tried).toContain(components[0]!.parameters['weight']);
    expect(metrics['recall@20']).toBeGreaterThan(0.9);
    expect(hyperparameters).toEqual(create().hyperparameters);
  });

  it('takes a declared weight where nothing can be held out', async () => {
    const { components, metrics } = await create({ validation: 'none' }).train(blockGraph().dataset, run);
    expect(components[0]!.parameters['weight']).toBe(0.25);
    expect(metrics).toEqual({});
  });

  it('goes on from an earlier one with its weight', async () => {
    const { dataset } = blockGraph();
    const { components } = await create().train(dataset, run);
    const earlier = components.map((part) =>
      part.kind === 'blend' ? { ...part, parameters: { ...part.parameters, weight: 0.123 } } : part,
    );
    const { users, items, interactions } = dataset;
    const warmStart = { version: 'v', users, items, interactions, components: earlier };
    const warm = await create().train(dataset, { ...run, warmStart });
    expect(warm.history.map(({ phase }) => phase)).toEqual(['warm']);
    expect(warm.components[0]!.parameters['weight']).toBe(0.123);
  });

  it('carries over to another graph what was learned and chosen', async () => {
    const { dataset } = blockGraph();
    const model = create();
    const trained = await model.train(dataset, run);
    const { train } = splitDataset(dataset, { kind: 'random', share: 0.2, seed: 1 });
    const moved = await model.propagate(trained, train, run);
    expect(moved.components.map(({ kind }) => kind)).toEqual(['blend', 'dot', 'walk', 'popularity']);
    expect(moved.components[0]).toEqual(trained.components[0]);
    expect(moved.components[1]!.arrays['x0']).toEqual(trained.components[1]!.arrays['x0']);
    expect(moved.components[1]!.arrays['items']).not.toEqual(trained.components[1]!.arrays['items']);
    expect(moved.components[3]!.arrays['counts']).not.toEqual(trained.components[3]!.arrays['counts']);
  });
});

describe('the judge of a blend', () => {
  it('has the figures of a ranking by the blend under the weight that it chooses, and no tried weight has better', async () => {
    const { train, heldOut } = splitDataset(blockGraph().dataset, { kind: 'random', share: 0.3, seed: 2 });
    const { rows, columns } = train.interactions;
    const random = Random.stream(3, 'embeddings');
    const table = (count: number) => Float32Array.from({ length: count * 2 }, () => random.normal());
    const embeddings = { users: table(rows), items: table(columns), dimensions: 2 };
    const users = usersWithRelevantItems(heldOut);
    const weights = [0.01, 0.1, 3];
    const { signal } = run();
    const judge = blendJudge(EXPONENTS, weights);
    const verdict = await judge.judge(
      embeddings,
      { train: train.interactions, heldOut, users, isOrdered: true },
      signal,
    );

    const named = (array: Float32Array) => ({ array, shape: [array.length / 2, 2] });
    const dot = {
      kind: 'dot',
      name: 'gcn',
      parameters: { dimensions: 2 },
      arrays: { users: named(embeddings.users), items: named(embeddings.items) },
    };
    const walk = { kind: 'walk', name: 'walk', parameters: EXPONENTS, arrays: {} };
    const figures = new Map<number, Readonly<Record<string, number>>>();
    for (const weight of weights) {
      const blend = { kind: 'blend', name: 'blend', parameters: { weight, dot: 'gcn', walk: 'walk' }, arrays: {} };
      const request = { queries: users, known: train.interactions, k: 20, signal };
      figures.set(weight, rankingMetrics(await rankByComponent([blend, dot, walk], request), heldOut));
    }
    const recalls = [...figures.values()].map((metrics) => metrics['recall@20']!);
    expect(new Set(recalls).size).toBeGreaterThan(1);
    expect(verdict.metrics['recall@20']).toBe(Math.max(...recalls));
    expect(verdict.metrics).toEqual(figures.get(verdict.choice!['weight']!));
  });

  const run = () => runContext();
});
