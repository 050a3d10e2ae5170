import type { Bench } from './harness/bench.js';
import { GOWALLA_TRAIN } from './main-job/gowalla.js';
import { stepSection } from './step/step-section.js';

const needs = [GOWALLA_TRAIN];

/** One update of the table on gowalla with the default hyperparameters: 3 layers of 64 dimensions. */
export const step: Bench = {
  name: 'step',
  summary: 'a training step on gowalla, by loss and engine, and where its time goes',
  sections: [
    stepSection({ loss: 'bpr', engine: 'wasm', limit: 65, steps: 41 }, needs),
    stepSection({ loss: 'sampled-softmax', engine: 'wasm', limit: 90, steps: 41 }, needs),
    stepSection({ loss: 'bpr', engine: 'cpu', limit: 2000, steps: 5 }, needs),
    stepSection({ loss: 'sampled-softmax', engine: 'cpu', limit: 20000, steps: 2 }, needs),
  ],
};
