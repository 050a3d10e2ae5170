import type { Bench } from './harness/bench.js';
import { againstNativeSection } from './spmm/against-native.js';
import { engineSection } from './spmm/engine-kernels.js';
import { rankingSection } from './spmm/ranking.js';

/**
 * A study of the kernels on a seeded graph of Gowalla's size. The ratio to native code is the bar; the other
 * limits are targets of ours.
 */
export const spmm: Bench = {
  name: 'spmm',
  summary: 'sparse product, also beside native C, Adam, ranking and scoring at the size of Gowalla',
  sections: [
    againstNativeSection,
    engineSection(1, { product: 28, adam: 6 }),
    engineSection(2, { product: 12, adam: 4 }),
    rankingSection,
  ],
};
