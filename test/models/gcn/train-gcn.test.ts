import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import type { ProgressEvent } from '../../../src/core/progress.js';
import { runContext } from '../../../src/core/run-context.js';
import { Random } from '../../../src/core/random.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import type { GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
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

  it('keeps the epoch with the best recall@20 and stops when it has waited long enough for a better one', async () => {
    const { history, bestEpoch, metrics } = await train(noise(), { epochs: 200, patience: 2 });
    const recalls = history.map((epoch) => epoch.metrics!['recall@20']!);
    expect(recalls[bestEpoch - 1]).toBe(Math.max(...recalls));
    expect(recalls.indexOf(Math.max(...recalls))).toBe(bestEpoch - 1);
    expect(history).toHaveLength(bestEpoch + 2);
    expect(metrics).toEqual(history[bestEpoch - 1]!.metrics);
  });

  it('publishes the kept table: that of a run that ended with the kept epoch', async () => {
    const long = await train(noise(), { epochs: 30, patience: 3, finalLearningRateShare: 1 });
    const short = await train(noise(), { epochs: long.bestEpoch, patience: 3, finalLearningRateShare: 1 });
    expect(long.bestEpoch).toBeLessThan(long.history.length);
    expect(short.components).toEqual(long.components);
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

/** Interactions without any pattern, so that validation soon stops getting better. */
function noise(): Dataset {
  const random = Random.fromSeed(4);
  const records = Array.from({ length: 60 }, (_, user) =>
    Array.from({ length: 12 }, () => interaction(`u${user}`, `i${random.below(80)}`)),
  );
  return buildDataset(records.flat());
}

function squares({ components }: TrainedModel): number {
  return [...components[0]!.arrays['x0']!.array].reduce((sum, value) => sum + value * value, 0);
}
