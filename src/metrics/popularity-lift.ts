import { rowSums, transpose, type CsrMatrix } from '../linalg/csr.js';
import { mean } from './mean.js';
import { meanOver } from './mean-over.js';

/**
 * How much more popular recommendations are than profiles: (GAP_r − GAP_p) / GAP_p, where GAP is the mean over users of
 * the mean popularity of the items recommended to (r) or known of (p) them (Abdollahpouri et al., RMSE at RecSys 2019).
 * Above 0 popular items are pushed; 0 where profiles are empty.
 */
export function popularityLift(recommended: Float64Array, profiles: Float64Array): number {
  const profile = mean(profiles);
  return profile === 0 ? 0 : (mean(recommended) - profile) / profile;
}

/** For each of some users: the mean number of users of the items that she has in `known`, users × items. */
export function profilePopularity(known: CsrMatrix, users: Int32Array): Float64Array {
  const popularity = rowSums(transpose({ ...known, values: null }));
  return Float64Array.from(users, (user) =>
    meanOver(known.indices.subarray(known.indptr[user], known.indptr[user + 1]), popularity),
  );
}
