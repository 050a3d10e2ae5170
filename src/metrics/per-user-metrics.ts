import { EdgewiseError } from '../core/errors.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { hitsOf, type RankedLists } from './ranked-lists.js';
import {
  averagePrecision,
  f1,
  hitRate,
  ndcg,
  precision,
  recall,
  reciprocalRank,
  type UserMetric,
} from './user-metrics.js';

/** Metrics by name, one value a user: what means, intervals, groups and tests are taken of. */
export type PerUser = Readonly<Record<string, Float64Array>>;

const USER_METRICS: Readonly<Record<string, UserMetric>> = {
  recall,
  ndcg,
  precision,
  'hit-rate': hitRate,
  mrr: reciprocalRank,
  map: averagePrecision,
  f1,
};

/**
 * `recall@20`, `ndcg@20`, `precision@20`, `hit-rate@20`, `mrr@20`, `map@20` and `f1@20` at each cutoff, for every list
 * whose user has a relevant item, in the order of the lists. Throws SHAPE_MISMATCH when a cutoff exceeds their length.
 */
export function perUserMetrics(
  lists: RankedLists,
  relevant: CsrMatrix,
  cutoffs: readonly number[],
): Record<string, Float64Array> {
  assertCutoffs(lists, cutoffs);
  const judged = judgedLists(lists, relevant);
  const values: Record<string, Float64Array> = {};
  for (const k of cutoffs) {
    for (const name of Object.keys(USER_METRICS)) values[`${name}@${k}`] = new Float64Array(judged.length);
  }
  judged.forEach((list, place) => {
    const user = lists.users[list]!;
    const relevantCount = relevant.indptr[user + 1]! - relevant.indptr[user]!;
    const hits = hitsOf(lists, list, lists.k, relevant);
    for (const k of cutoffs) {
      const first = hits.subarray(0, k);
      for (const [name, metric] of Object.entries(USER_METRICS)) {
        values[`${name}@${k}`]![place] = metric(first, relevantCount, k);
      }
    }
  });
  return values;
}

/** Throws SHAPE_MISMATCH when a cutoff exceeds the length of the lists. */
export function assertCutoffs(lists: RankedLists, cutoffs: readonly number[]): void {
  const most = Math.max(...cutoffs);
  if (most > lists.k)
    throw new EdgewiseError('SHAPE_MISMATCH', `Metrics at ${most} need lists of ${most} items, these hold ${lists.k}.`);
}

/** Places of the lists whose user has a relevant item. */
function judgedLists({ users }: RankedLists, { indptr }: CsrMatrix): number[] {
  return Array.from(users.keys()).filter((list) => indptr[users[list]! + 1]! > indptr[users[list]!]!);
}
