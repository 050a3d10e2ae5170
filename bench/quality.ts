import type { Bench } from './harness/bench.js';
import { behaviorsSection } from './quality/behaviors.js';
import { coldStartSections } from './quality/cold-start.js';
import { fullSections } from './quality/full-rows.js';
import { foldInSection } from './quality/fold-in.js';
import { publishedSplitSection } from './quality/published-split.js';
import { untouchedSection } from './quality/untouched.js';

/** What the default model ranks like and what that takes. Settings that differ from the defaults were frozen before. */
export const qualityBench: Bench = {
  name: 'quality',
  summary: 'recall and NDCG on published splits and an untouched one, fold-in, behaviors, wall time and memory',
  sections: [
    publishedSplitSection({
      name: 'filter',
      dataset: 'gowalla',
      model: 'filter',
      recall: 0.1887,
      ndcg: 0.1577,
      seconds: 15,
    }),
    publishedSplitSection({
      name: 'gowalla',
      dataset: 'gowalla',
      model: 'blend',
      frozen: 'gowalla',
      recall: 0.1941,
      ndcg: 0.1616,
      seconds: 300,
      bytes: 2e9,
    }),
    publishedSplitSection({
      name: 'yelp2018',
      dataset: 'yelp2018',
      model: 'blend',
      frozen: 'yelp2018',
      recall: 0.0719,
      ndcg: 0.0594,
      seconds: 300,
      bytes: 2e9,
    }),
    publishedSplitSection({
      name: 'trained',
      dataset: 'gowalla',
      model: 'gcn',
      frozen: 'gowalla-trained',
      recall: 0.183,
      ndcg: 0.155,
    }),
    untouchedSection,
    foldInSection,
    ...coldStartSections,
    behaviorsSection({
      name: 'behaviors',
      plan: { kind: 'temporal', share: 0.2 },
      heldOut: 'last fifth of the year',
    }),
    behaviorsSection({
      name: 'behaviors-last',
      plan: { kind: 'last-share', share: 0.2 },
      heldOut: 'last fifth of each user',
    }),
    ...fullSections(false),
  ],
};
