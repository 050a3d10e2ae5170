import { ItemScorer } from './item-scorer.js';
import type { RankedSlice, RankSlicesOptions, SliceRanker } from './rank-slices.js';
import { topK } from './top-k.js';

/** Ranks query by query on this thread: what is left where the kernels cannot run. The same bits. */
export async function rankOneByOne({
  queries,
  items,
  dimensions,
  exclude,
  k,
}: RankSlicesOptions): Promise<SliceRanker> {
  const itemCount = items.length / dimensions;
  const scorer = await ItemScorer.create(items, itemCount, dimensions);
  const allowed = new Uint8Array(itemCount).fill(1);
  return {
    rank(first, end): RankedSlice {
      const indices = new Int32Array((end - first) * k).fill(-1);
      const scores = new Float32Array((end - first) * k).fill(-Infinity);
      for (let query = first; query < end; query++) {
        const known = exclude?.indices.subarray(exclude.indptr[query], exclude.indptr[query + 1]) ?? [];
        for (const item of known) allowed[item] = 0;
        const best = topK(scorer.scores(queries.subarray(query * dimensions, (query + 1) * dimensions)), k, allowed);
        for (const item of known) allowed[item] = 1;
        indices.set(best.indices, (query - first) * k);
        scores.set(best.scores, (query - first) * k);
      }
      return { indices, scores };
    },
    stop: () => Promise.resolve(),
  };
}
