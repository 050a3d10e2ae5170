import type { CsrMatrix } from '../linalg/csr.js';
import { coverage } from './coverage.js';
import { mean } from './mean.js';
import { assertCutoffs, perUserMetrics } from './per-user-metrics.js';
import type { RankedLists } from './ranked-lists.js';

/**
 * Every metric of hits at each cutoff by name (perUserMetrics) as means over the lists whose user has a relevant item,
 * and `coverage@20` over all lists. All 0 when no user has one.
 * Throws SHAPE_MISMATCH when a cutoff exceeds the length of the lists.
 */
export function rankingMetrics(
  lists: RankedLists,
  relevant: CsrMatrix,
  cutoffs: readonly number[] = [lists.k],
): Record<string, number> {
  assertCutoffs(lists, cutoffs);
  const metrics: Record<string, number> = {};
  for (const [name, values] of Object.entries(perUserMetrics(lists, relevant, cutoffs))) metrics[name] = mean(values);
  for (const k of cutoffs) metrics[`coverage@${k}`] = coverage(lists, k, relevant.columns);
  return metrics;
}
