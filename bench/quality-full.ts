import type { Bench } from './harness/bench.js';
import { fullSections } from './quality/full-rows.js';

/** Three seeds of every row on published splits, hours in all; each reading is kept in bench/results as it comes. */
export const qualityFullBench: Bench = {
  name: 'quality-full',
  summary: 'three seeds of the rows within 5 and 30 minutes, resumable: goes on with what bench/results lacks',
  sections: fullSections(true),
};
