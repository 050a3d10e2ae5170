import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import type { ProgressEvent } from '../../../src/core/progress.js';
import { runContext } from '../../../src/core/run-context.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import type { EpochJudge } from '../../../src/models/gcn/epoch-judge.js';
import { resolveHyperparameters, type GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { trainGcn, type TrainedGcn } from '../../../src/models/gcn/train-gcn.js';
import type { TrainedModel, TrainRun } from '../../../src/models/model.js';
import { blockGraph, interaction } from '../block-graph.js';

function train(
  dataset: Dataset,
  hyperparameters: Partial<GcnHyperparameters> = {},
  run: Partial<TrainRun> = {},
): Promise<TrainedModel> {
  const model = gcnModel({
    engine: 'cpu',
    hyperparameters: { dimensions: 8, epochs: 6, batchUsers: 20, refit: false, ...hyperparameters },
  });
  return model.train(dataset, { ...runContext(run), seed: 1, ...run });
}

/** An epoch's figures are those of the script, its metrics and choice tell its number. */
function trainScripted(script: readonly number[][], hyperparameters: Partial<GcnHyperparameters>): Promise<TrainedGcn> {
  let epoch = 0;
  const judge: EpochJudge = {
    binding: {},
    judge() {
      const figures = Float32Array.from(script[epoch++]!);
      return Promise.resolve({ metrics: { 'recall@20': epoch }, figures, choice: { weight: epoch } });
    },
  };
  const small = resolveHyperparameters({ dimensions: 8, batchUsers: 20, refit: false, ...hyperparameters });
  return trainGcn(blockGraph().dataset, small, { engine: 'cpu' }, { ...runContext({}), seed: 1 }, judge);
}

describe('training a gcn', () => {
  it('leaves no tensor behind', async () => {
    await train(blockGraph().dataset);
    const before = tf.memory().numTensors;
    await train(blockGraph().dataset, { refit: true });
    await train(blockGraph().dataset, { loss: 'bpr', l2: 0.1 });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('lowers the loss from epoch to epoch', async () => {
    const { history } = await train(blockGraph().dataset, { start: 'random', validation: 'none' });
    expect(history.map(({ loss }) => loss)).toEqual(history.map(({ loss }) => loss).sort((a, b) => b - a));
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keeps the latest epoch that is not clearly worse than the best, and stops when it has waited long enough for one', async () => {
    const script = [
      [0.5, 0.5, 0.5, 0.5],
      [0.7, 0.5, 0.5, 0.5], // the best
      [0.6, 0.55, 0.5, 0.5], // .0125 worse, by .0272 of a standard error: as good
      [0.7, 0.5, 0.5, 0.4], // .025 worse, by .0217
      [0.4, 0.5, 0.5, 0.5],
    ];
    const { trained, choice } = await trainScripted(script, { epochs: 200, patience: 2 });
    expect(trained.history).toHaveLength(5);
    expect(trained.bestEpoch).toBe(3);
    expect(trained.metrics).toEqual({ 'recall@20': 3 });
    expect(choice).toEqual({ weight: 3 });
  });

  it('keeps an epoch that is better, by however little', async () => {
    const { trained } = await trainScripted(
      [
        [0.5, 0.1],
        [0.5, 0.11],
        [0.1, 0.1],
      ],
      { epochs: 3 },
    );
    expect(trained.bestEpoch).toBe(2);
  });

  it('publishes the kept table: that of a run that ended with the kept epoch', async () => {
    const script = [
      [0.1, 0.1],
      [0.5, 0.5],
      [0.1, 0.1],
      [0.2, 0.1],
      [0.1, 0.2],
    ];
    const sameSteps = { finalLearningRateShare: 1 };
    const long = await trainScripted(script, { epochs: 5, ...sameSteps });
    const short = await trainScripted(script, { epochs: 2, ...sameSteps });
    expect([long.trained.bestEpoch, long.trained.history.length]).toEqual([2, 5]);
    expect(short.trained.components).toEqual(long.trained.components);
  });

  it('refits on every edge for as many epochs as validation chose', async () => {
    const { dataset } = blockGraph();
    const chosen = await train(dataset);
    const refitted = await train(dataset, { refit: true });
    const again = refitted.history.filter(({ phase }) => phase === 'refit');
    expect(again).toHaveLength(chosen.bestEpoch);
    expect(refitted.bestEpoch).toBe(chosen.bestEpoch);
    expect(refitted.metrics).toEqual(chosen.metrics);
    expect(refitted.components).not.toEqual(chosen.components);
  });

  it('goes on after an interruption of the refit to the result of an uninterrupted run', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'edgewise-refit-'));
    const { dataset } = blockGraph();
    const whole = await train(dataset, { refit: true });
    const stop = new AbortController();
    const progress = ({ stage, done }: ProgressEvent): void => {
      if (stage === 'refit' && done === 2) stop.abort();
    };
    const run = { checkpointDirectory: directory, progress, signal: stop.signal };
    await expect(train(dataset, { refit: true }, run)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const resumed = await train(dataset, { refit: true }, { checkpointDirectory: directory, resume: true });
    expect(resumed.components).toEqual(whole.components);
    expect(resumed.metrics).toEqual(whole.metrics);
    await rm(directory, { recursive: true });
  });

  it('stops as DIVERGED, naming the step and a cure, and leaves no checkpoint of it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'edgewise-diverged-'));
    const diverging = train(blockGraph().dataset, { temperature: 1e-38 }, { checkpointDirectory: directory });
    await expect(diverging).rejects.toMatchObject({
      code: 'DIVERGED',
      message: expect.stringMatching(/at step \d/),
      cure: expect.stringContaining('temperature'),
    });
    const resumed = train(
      blockGraph().dataset,
      { temperature: 1e-38 },
      { checkpointDirectory: directory, resume: true },
    );
    await expect(resumed).rejects.toMatchObject({ code: 'CHECKPOINT_MISSING' });
    await rm(directory, { recursive: true });
  });

  it('sees only the proportions of weights', async () => {
    const weights = (factor: number): Dataset =>
      buildDataset(
        blockGraph().dataset.users.keys.flatMap((user, u) =>
          [0, 1, 2, 3].map((k) => interaction(user, `i${(u + k * k) % 9}`, factor * (1 + k))),
        ),
        { weighting: { mode: 'sum', behaviorWeights: {} } },
      );
    const [once, twice] = [await train(weights(1)), await train(weights(2))];
    expect(twice.components[0]!.arrays['users']).toEqual(once.components[0]!.arrays['users']);
  });

  it('shrinks the table under L2', async () => {
    const sized = { validation: 'none', similarity: 'dot', temperature: 0.25 } as const; // cosines do not see sizes
    const free = await train(blockGraph().dataset, sized);
    const held = await train(blockGraph().dataset, { ...sized, l2: 100 });
    expect(squares(held)).toBeLessThan(squares(free) / 2);
  });
});

function squares({ components }: TrainedModel): number {
  return [...components[0]!.arrays['x0']!.array].reduce((sum, value) => sum + value * value, 0);
}
