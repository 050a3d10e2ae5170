/**
 * Metrics of one user's ranking. `hits[r]` is 1 when the item at rank r+1 is relevant, else 0 (best first, at most k of
 * them); `relevant` is how many items are relevant at all, at least 1. All values lie in 0–1.
 */
export type UserMetric = (hits: Uint8Array, relevant: number, k: number) => number;

/** Share of the relevant items that are in the list. */
export const recall: UserMetric = (hits, relevant) => hitCount(hits) / relevant;

/** Share of the k places that hold a relevant item; places left empty count as misses. */
export const precision: UserMetric = (hits, _relevant, k) => hitCount(hits) / k;

/** 1 when any relevant item is in the list. */
export const hitRate: UserMetric = (hits) => (hitCount(hits) > 0 ? 1 : 0);

/** Reciprocal rank of the first relevant item, 0 when there is none. */
export const reciprocalRank: UserMetric = (hits) => {
  const first = hits.indexOf(1);
  return first < 0 ? 0 : 1 / (first + 1);
};

/** Mean of the precisions at the ranks of the relevant items, over min(k, relevant): 1 when they lead the list. */
export const averagePrecision: UserMetric = (hits, relevant, k) => {
  let found = 0;
  let sum = 0;
  hits.forEach((hit, rank) => {
    if (hit === 1) sum += ++found / (rank + 1);
  });
  return sum / Math.min(k, relevant);
};

/** Harmonic mean of precision and recall; 0 without a hit. */
export const f1: UserMetric = (hits, relevant, k) => (2 * hitCount(hits)) / (k + relevant);

/**
 * Normalised discounted cumulative gain with binary gain and discount 1/log2(rank + 1) (Järvelin & Kekäläinen, 2002).
 * The ideal list holds min(k, relevant) relevant items, whatever was retrieved.
 */
export const ndcg: UserMetric = (hits, relevant, k) => {
  let gain = 0;
  hits.forEach((hit, rank) => {
    if (hit === 1) gain += discount(rank + 1);
  });
  let ideal = 0;
  for (let rank = 1; rank <= Math.min(k, relevant); rank++) ideal += discount(rank);
  return gain / ideal;
};

function hitCount(hits: Uint8Array): number {
  let count = 0;
  for (const hit of hits) count += hit;
  return count;
}

function discount(rank: number): number {
  return 1 / Math.log2(rank + 1);
}
