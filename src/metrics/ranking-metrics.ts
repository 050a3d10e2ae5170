import { EdgewiseError } from '../core/errors.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { coverage } from './coverage.js';
import { hitsOf, type RankedLists } from './ranked-lists.js';
import { averagePrecision, hitRate, ndcg, precision, recall, reciprocalRank, type UserMetric } from './user-metrics.js';

const USER_METRICS: Readonly<Record<string, UserMetric>> = {
  recall,
  ndcg,
  precision,
  'hit-rate': hitRate,
  mrr: reciprocalRank,
  map: averagePrecision,
};

/**
 * Every metric at each cutoff by name: `recall@20`, `ndcg@20`, `precision@20`, `hit-rate@20`, `mrr@20`, `map@20` as means
 * over the lists whose user has a relevant item, and `coverage@20` over all lists. All 0 when no user has one.
 * Throws SHAPE_MISMATCH when a cutoff exceeds the length of the lists.
 */
export function rankingMetrics(
  lists: RankedLists,
  relevant: CsrMatrix,
  cutoffs: readonly number[] = [lists.k],
): Record<string, number> {
  const metrics: Record<string, number> = {};
  for (const k of cutoffs) {
    if (k > lists.k)
      throw new EdgewiseError('SHAPE_MISMATCH', `Metrics at ${k} need lists of ${k} items, these hold ${lists.k}.`);
    for (const [name, mean] of Object.entries(meansAt(lists, relevant, k))) metrics[`${name}@${k}`] = mean;
    metrics[`coverage@${k}`] = coverage(lists, k, relevant.columns);
  }
  return metrics;
}

function meansAt(lists: RankedLists, relevant: CsrMatrix, k: number): Record<string, number> {
  const sums = Object.fromEntries(Object.keys(USER_METRICS).map((name) => [name, 0]));
  let users = 0;
  for (let list = 0; list < lists.users.length; list++) {
    const user = lists.users[list]!;
    const relevantCount = relevant.indptr[user + 1]! - relevant.indptr[user]!;
    if (relevantCount === 0) continue;
    users++;
    const hits = hitsOf(lists, list, k, relevant);
    for (const [name, metric] of Object.entries(USER_METRICS)) sums[name]! += metric(hits, relevantCount, k);
  }
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, users === 0 ? 0 : sum / users]));
}
