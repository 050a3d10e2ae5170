import type { Bench } from './harness/bench.js';
import { blendSection } from './influence/blend.js';
import { blendExactnessSection } from './influence/blend-exactness.js';
import { counterfactualSection } from './influence/counterfactuals.js';
import { exactnessSection } from './influence/exactness.js';
import { speedSection } from './influence/speed.js';

/** The bars of exact influence, on a model trained on gowalla in this run. */
export const influenceBench: Bench = {
  name: 'influence',
  summary: 'exactness and speed of influences, ranks without interactions, counterfactuals',
  sections: [speedSection, counterfactualSection, exactnessSection, blendSection, blendExactnessSection],
};
