import { rowSums, transpose, type CsrMatrix } from '../linalg/csr.js';
import { intraListDiversity } from './intra-list-diversity.js';
import { meanOver } from './mean-over.js';
import { assertCutoffs } from './per-user-metrics.js';
import type { RankedLists } from './ranked-lists.js';

/**
 * What lists are like whoever they hit, at each cutoff, one value a list in their order; `known` is what was learned
 * from, users × items, and n_i the number of users who have item i there.
 * `novelty@k`: mean self-information log2(U / n_i) in bits, an item without users taken as one with one user (Zhou et
 * al., PNAS 2010). `diversity@k`: 1 − mean cosine of two items of the list (intraListDiversity).
 * `popularity@k`: mean n_i (average recommendation popularity, Yin et al., PVLDB 2012).
 * An empty list has 0 of each. Throws SHAPE_MISMATCH when a cutoff exceeds the length of the lists.
 */
export function listMetrics(
  lists: RankedLists,
  known: CsrMatrix,
  cutoffs: readonly number[],
): Record<string, Float64Array> {
  assertCutoffs(lists, cutoffs);
  const usersOf = transpose({ ...known, values: null });
  const popularity = rowSums(usersOf);
  const information = popularity.map((users) => Math.log2(known.rows / Math.max(1, users)));
  const diversityOf = intraListDiversity(usersOf);
  const values: Record<string, Float64Array> = {};
  for (const k of cutoffs) {
    const at = (metric: (items: Int32Array) => number): Float64Array =>
      Float64Array.from(lists.users.keys(), (list) => metric(firstItems(lists, list, k)));
    values[`novelty@${k}`] = at((items) => meanOver(items, information));
    values[`diversity@${k}`] = at(diversityOf);
    values[`popularity@${k}`] = at((items) => meanOver(items, popularity));
  }
  return values;
}

/** The items in the first k places; fewer where the list is shorter. */
function firstItems(lists: RankedLists, list: number, k: number): Int32Array {
  const places = lists.items.subarray(list * lists.k, list * lists.k + k);
  const end = places.indexOf(-1);
  return end < 0 ? places : places.subarray(0, end);
}
