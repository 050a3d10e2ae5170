import type { Recommender, UserView } from '../recommend/request.js';

/** The keys of the k best items, as serving would answer, among those that `counts` lets in. */
export function servedList(
  recommender: Recommender,
  user: UserView,
  k: number,
  counts: (key: string) => boolean,
): string[] {
  const best: string[] = [];
  let page = recommender.recommend({ user, first: 2 * k });
  for (;;) {
    for (const { key } of page.entries) {
      if (counts(key)) best.push(key);
      if (best.length === k) return best;
    }
    const after = page.entries.at(-1);
    if (!page.hasNextPage || after === undefined) return best;
    page = recommender.recommend({ user, first: 10 * k, after });
  }
}
