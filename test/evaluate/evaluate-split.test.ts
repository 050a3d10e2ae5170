import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../src/core/clock.js';
import { runContext } from '../../src/core/run-context.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { splitDataset } from '../../src/dataset/splits.js';
import { evaluateSplit } from '../../src/evaluate/evaluate-split.js';
import { rankByComponent } from '../../src/models/ranking/rank-by-component.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import { filterModel } from '../../src/models/filter/filter-model.js';
import { gcnModel } from '../../src/models/gcn/gcn-model.js';
import type { TrainRun } from '../../src/models/model.js';
import { popularityModel } from '../../src/models/popularity/popularity-model.js';
import { blockGraph, interaction } from '../models/block-graph.js';

const run: TrainRun = { ...runContext({ clock: fixedClock(1) }), seed: 1 };

describe('evaluateSplit', () => {
  it('reports a model beside popularity, with what it took', async () => {
    const { train, heldOut } = splitDataset(blockGraph({ blocks: 8 }).dataset, {
      kind: 'random',
      share: 0.25,
      seed: 3,
    });
    const model = gcnModel({ engine: 'cpu', hyperparameters: { dimensions: 8, epochs: 3 } });
    const report = await evaluateSplit({ train, heldOut, model, cutoffs: [5, 20] }, run);
    expect(report.counts).toEqual({ users: 160, items: 80, train: 1120, heldOut: 320, evaluatedUsers: 160 });
    expect(report.metrics['recall@5']).toBe(1);
    expect(report.popularity['recall@5']).toBeLessThan(0.3);
    expect(Object.keys(report.metrics)).toHaveLength(26);
    expect(report.history.length).toBeGreaterThanOrEqual(report.bestEpoch);
    expect(report.validation['recall@20']).toBeGreaterThan(0.9);
    expect(report.stepMilliseconds).toBeGreaterThan(0);
    expect(report.peakRss).toBeGreaterThan(10 ** 7);
    expect(report.seconds).toEqual({ training: 0, ranking: 0 });
  });

  it('measures the fidelity of explanations where that is asked for', async () => {
    const { train, heldOut } = splitDataset(blockGraph({ blocks: 4 }).dataset, {
      kind: 'random',
      share: 0.25,
      seed: 3,
    });
    const evaluation = { train, heldOut, model: filterModel() };
    const report = await evaluateSplit({ ...evaluation, fidelity: { users: 6 } }, run);
    expect(report.fidelity).toMatchObject({ users: 6, interactions: 7, seed: 1 });
    const names = report.fidelity!.explainers.map(({ name }) => name);
    expect(names).toEqual(['influence', 'lead', 'gradient', 'jaccard', 'popularity', 'random']);
    expect(await evaluateSplit(evaluation, run)).not.toHaveProperty('fidelity');
  });

  it('leaves training items out of every list and breaks ties by index', async () => {
    // Counts: a 3, b 2, c 1, d 1. User u has a and b, so c and d follow; v has a, so b, c, d.
    const dataset = buildDataset(
      ['u a', 'u b', 'v a', 'w a', 'w b', 'x c', 'x d'].map((pair) =>
        interaction(...(pair.split(' ') as [string, string])),
      ),
    );
    const { components } = await popularityModel.train(dataset, run);
    const lists = await rankByComponent(components, {
      queries: Int32Array.of(1, 0),
      known: dataset.interactions,
      k: 3,
      signal: run.signal,
    });
    expect([...lists.items]).toEqual([1, 2, 3, 2, 3, -1]);
    expect(lists.users).toEqual(Int32Array.of(1, 0));
  });

  it('refuses sides that do not fit and a side with nothing held out', async () => {
    const { dataset } = blockGraph();
    const { rows, columns } = dataset.interactions;
    const nothing: CsrMatrix = {
      rows,
      columns,
      indptr: new Int32Array(rows + 1),
      indices: new Int32Array(0),
      values: null,
    };
    const evaluate = (heldOut: CsrMatrix) => evaluateSplit({ train: dataset, heldOut, model: popularityModel }, run);
    await expect(evaluate(nothing)).rejects.toMatchObject({ code: 'SPLIT_INVALID' });
    await expect(evaluate({ ...nothing, columns: columns + 1 })).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
  });
});
