import { orderSection } from './fidelity/orders.js';
import { retrainingSection } from './fidelity/retraining.js';
import type { Bench } from './harness/bench.js';

/** How faithful exact influence is beside what it is compared with, and to what retraining would do. */
export const fidelityBench: Bench = {
  name: 'fidelity',
  summary: 'deletion, insertion, POS@K and counterfactuals against baselines; correlation with retraining',
  sections: [orderSection('gcn', 150), orderSection('blend', 50), retrainingSection],
};
