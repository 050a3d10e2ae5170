import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { runContext } from '../../../src/core/run-context.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import { NodeOrder } from '../../../src/models/gcn/node-order.js';
import { TableLayout } from '../../../src/models/gcn/table-layout.js';
import type { TrainedModel, TrainRun } from '../../../src/models/model.js';
import { randomCsr, randomFloats } from '../../linalg/sparse-matrices.js';
import { blockGraph } from '../block-graph.js';
import { stateAfterSteps } from './state-after-steps.js';

const signed = randomCsr(Random.fromSeed(3), 40, 30, 0.15);
const interactions = { ...signed, values: signed.values!.map(Math.abs) };
const NODES = 70;
const DIMENSIONS = 12;

describe('a layout in panels', () => {
  it('shares columns out evenly', () => {
    expect(new TableLayout(10, 4).widths).toEqual([2, 3, 2, 3]);
    expect(new TableLayout(3, 3).widths).toEqual([1, 1, 1]);
    expect(new TableLayout(10).widths).toEqual([10]);
  });

  it.each([
    ['as numbered', NodeOrder.asNumbered],
    ['by locality', NodeOrder.byLocality(interactions)],
  ])('gives back the table that was placed, nodes %s', async (_, order) => {
    const engine = await startEngine('cpu', { log: silentLogger });
    const layout = new TableLayout(5, 3, order);
    const table = randomFloats(Random.fromSeed(4), NODES * 5);
    const panels = layout.place(table.slice());
    expect(panels.map(({ shape }) => shape)).toEqual([[NODES, 1], [NODES, 2], [NODES, 2]]); // prettier-ignore
    expect(await layout.read(panels)).toEqual(table);
    expect(await layout.readMapped(panels, (panel) => panel.mul(2))).toEqual(table.map((value) => 2 * value));
    tf.dispose(panels);
    await engine.dispose();
  });
});

describe.each([
  ['cpu', 1],
  ['wasm', 2],
] as const)('training in panels on %s', (name, threads) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name, { log: silentLogger, threads });
  });
  afterAll(() => engine.dispose());
  const start = randomFloats(Random.fromSeed(5), NODES * DIMENSIONS);

  it.each([
    ['bpr', 0, 2],
    ['bpr', 0.01, 5],
    ['sampled-softmax', 0.01, 3],
    ['sampled-softmax', 0, 12],
  ] as const)('by %s with l2 %d in %i panels comes to the bits of one', async (loss, l2, panels) => {
    const stateIn = (count: number) =>
      stateAfterSteps(interactions, { loss, l2 }, new TableLayout(DIMENSIONS, count), start);
    const [whole, parts] = [await stateIn(1), await stateIn(panels)];
    expect(parts).toEqual(whole);
    expect(whole.table).not.toEqual(start);
  });
});

describe('a training on an engine that takes 1000 bytes as one tensor', () => {
  const { dataset } = blockGraph();
  const nodes = dataset.users.size + dataset.items.size;
  const train = (tensorBytes?: number, run: Partial<TrainRun> = {}): Promise<TrainedModel> => {
    const limit = tensorBytes === undefined ? {} : { tensorBytes };
    const hyperparameters = { dimensions: 8, epochs: 3, batchUsers: 20, refit: true };
    return gcnModel({ engine: 'cpu', ...limit, hyperparameters }).train(dataset, {
      ...runContext(run),
      seed: 1,
      ...run,
    });
  };
  let whole: TrainedModel;
  let parts: TrainedModel;
  beforeAll(async () => {
    whole = await train();
    const before = tf.memory().numTensors;
    parts = await train(1000);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives the model of one that takes all, to rounding', () => {
    expect(nodes * 8 * 4).toBeGreaterThan(1000);
    expectClose(parts, whole);
  });

  it.each([
    ['to the same bits', 1000],
    ['where the engine had no limit, to rounding', undefined],
  ])('goes on from a checkpoint %s', async (_, limitBefore) => {
    const directory = await mkdtemp(join(tmpdir(), 'edgewise-panels-'));
    const stop = new AbortController();
    const progress = ({ done }: { readonly done: number }): void => {
      if (done === 5) stop.abort();
    };
    const run = { checkpointDirectory: directory, signal: stop.signal, progress };
    await expect(train(limitBefore, run)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const resumed = await train(1000, { checkpointDirectory: directory, resume: true });
    if (limitBefore === undefined) expectClose(resumed, whole);
    else expect(resumed.components).toEqual(parts.components);
    await rm(directory, { recursive: true });
  });

  it('goes on from an earlier model to the same bits', async () => {
    const warmStart = { ...dataset, version: 'v1', components: whole.components };
    const [all, some] = [await train(undefined, { warmStart }), await train(1000, { warmStart })];
    expect(some.components).toEqual(all.components);
    expect(all.components).not.toEqual(whole.components);
  });

  it('is refused where it takes less than one column', async () => {
    await expect(train(nodes * 4 - 1)).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
  });
});

function expectClose(actual: TrainedModel, expected: TrainedModel): void {
  for (const [name, { array }] of Object.entries(expected.components[0]!.arrays)) {
    const other = actual.components[0]!.arrays[name]!.array;
    array.forEach((value, place) => expect(other[place]).toBeCloseTo(value, 3));
  }
}
