import type { Bench } from './harness/bench.js';
import { publishedSplitSection } from './quality/published-split.js';

/** Quality on published splits at the product's defaults: what it ranks like, what that takes. Each test is read once. */
export const qualityBench: Bench = {
  name: 'quality',
  summary: 'recall and NDCG of the defaults on published splits, wall time and memory',
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
      recall: 0.1941,
      ndcg: 0.1616,
      seconds: 300,
      bytes: 2e9,
    }),
    publishedSplitSection({
      name: 'yelp2018',
      dataset: 'yelp2018',
      model: 'blend',
      recall: 0.0719,
      ndcg: 0.0594,
      seconds: 300,
      bytes: 2e9,
    }),
    publishedSplitSection({ name: 'trained', dataset: 'gowalla', model: 'gcn', recall: 0.183, ndcg: 0.155 }),
  ],
};
