import type { Bench } from './harness/bench.js';
import { engineSection } from './spmm/engine-kernels.js';
import { rankingSection } from './spmm/ranking.js';

/** A study of the kernels on a seeded graph of Gowalla's size; its limits are targets of ours, no issue's. */
export const spmm: Bench = {
  name: 'spmm',
  summary: 'sparse product, Adam, ranking and scoring at the size of Gowalla',
  sections: [engineSection(1, { product: 28, adam: 6 }), engineSection(2, { product: 12, adam: 4 }), rankingSection],
};
