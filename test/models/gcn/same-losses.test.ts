import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import type { GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import type { TrainedModel } from '../../../src/models/model.js';
import { blockGraph, interaction } from '../block-graph.js';

// Losses of every epoch, selection first, as they were when each step propagated over the whole graph with the values of
// the normalized adjacency and every loss was put together from tfjs' own operations. Refits ended sooner then.
const LOSSES = {
  binary: {
    'sampled-softmax': [3.039396, 2.564595, 2.120637, 1.891773, 2.73022, 2.231632, 1.813805],
    bpr: [0.6274881, 0.5010203, 0.3905185, 0.3342393, 0.5972324, 0.4294545, 0.3099326],
  },
  weighted: {
    'sampled-softmax': [2.18314, 2.002824, 1.830067, 1.736068, 2.281481],
    bpr: [0.6112036, 0.6107465, 0.5896722, 0.5915515, 0.6431234],
  },
};

describe.each(['binary', 'weighted'] as const)('training on a %s graph', (kind) => {
  const dataset = kind === 'binary' ? blockGraph().dataset : weightedGraph();

  it.each(
    (['sampled-softmax', 'bpr'] as const).flatMap((loss) => [
      [loss, 'cpu', 1] as const,
      [loss, 'wasm', 1] as const,
      [loss, 'wasm', 2] as const,
    ]),
  )('by %s on %s, %i threads, has the losses that it always had', async (loss, engine, threads) => {
    const { history } = await trained(dataset, loss, engine, threads);
    const then = LOSSES[kind][loss];
    const now = history.slice(0, then.length).map((epoch) => epoch.loss);
    expect(now).toEqual(then.map((value) => expect.closeTo(value, 4)));
  });

  it.each(['sampled-softmax', 'bpr'] as const)('by %s gives the same bits on any number of threads', async (loss) => {
    const [one, two] = [await trained(dataset, loss, 'wasm', 1), await trained(dataset, loss, 'wasm', 2)];
    expect(two.components).toEqual(one.components);
  });
});

function trained(
  dataset: Dataset,
  loss: GcnHyperparameters['loss'],
  engine: 'cpu' | 'wasm',
  threads: number,
): Promise<TrainedModel> {
  const sizes = { dimensions: 12, epochs: 4, batchUsers: 16, batchEdges: 100, negatives: 24 };
  const comparing = { similarity: 'dot', temperature: 0.25, negativeSampling: 'uniform' } as const; // as when the losses were taken down
  const hyperparameters = { ...sizes, ...comparing, l2: 0.01, loss, start: 'random' as const, refit: true };
  return gcnModel({ engine, threads, hyperparameters }).train(dataset, { ...runContext(), seed: 3 });
}

function weightedGraph(): Dataset {
  return buildDataset(
    blockGraph().dataset.users.keys.flatMap((user, u) =>
      [0, 1, 2, 3].map((k) => interaction(user, `i${(u + k * k) % 19}`, 1 + k)),
    ),
    { weighting: { mode: 'sum', behaviorWeights: {} } },
  );
}
