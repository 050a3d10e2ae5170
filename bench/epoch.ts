import { runContext } from '../src/core/run-context.js';
import { gcnModel } from '../src/models/gcn/gcn-model.js';
import type { GcnHyperparameters } from '../src/models/gcn/hyperparameters.js';
import type { Bench, Section } from './harness/bench.js';
import { GOWALLA_TRAIN } from './main-job/gowalla.js';
import { gowallaDataset } from './step/gowalla-dataset.js';

/** One epoch of training on gowalla; the limit of BPR is what the paper's log shows for a GPU, the other is ours. */
export const epoch: Bench = {
  name: 'epoch',
  summary: 'an epoch of training on gowalla by the wasm engine, for each loss',
  sections: [epochSection('bpr', 31), epochSection('sampled-softmax', 6)],
};

function epochSection(loss: GcnHyperparameters['loss'], limit: number): Section {
  const bar = `${loss} epoch, wasm`;
  return {
    name: loss,
    needs: [GOWALLA_TRAIN],
    bars: [{ name: bar, limit, unit: 's', passes: 'within' }],
    async measure({ signal }) {
      const model = gcnModel({
        engine: 'wasm',
        hyperparameters: { loss, epochs: 1, start: 'random', validation: 'none', refit: false },
      });
      const { history, stepMilliseconds } = await model.train(await gowallaDataset(), {
        ...runContext({ signal }),
        seed: 1,
      });
      const { seconds, steps } = history[0]!;
      return { values: { [bar]: seconds }, note: `${steps} steps, median ${stepMilliseconds.toFixed(1)} ms` };
    },
  };
}
