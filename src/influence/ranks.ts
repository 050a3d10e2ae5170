/** Rank over the whole catalog from 1; null where there is none: not a candidate, or left without any interaction. */
export type Rank = number | null;

/**
 * Exact ranks of some items among the candidates: 1 + how many come before, by score descending and then index (which is
 * key) ascending; null for an item that is no candidate. One look at each candidate, however many items are asked for.
 */
export function ranksAmong(scores: ArrayLike<number>, allowed: Uint8Array, items: readonly number[]): Rank[] {
  const ordered = items.filter((item) => allowed[item] === 1).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const last = ordered[ordered.length - 1];
  if (last === undefined) return items.map(() => null);
  const lowest = scores[last]!;
  const overtaken = new Int32Array(ordered.length); // how many come right before each of the ordered items
  for (let item = 0; item < allowed.length; item++) {
    if (allowed[item] === 0 || scores[item]! < lowest) continue;
    const place = firstBehind(item, ordered, scores);
    if (place < ordered.length) overtaken[place]!++;
  }
  const ranks = new Map<number, number>();
  let ahead = 0;
  for (const [place, item] of ordered.entries()) {
    ahead += overtaken[place]!;
    ranks.set(item, ahead + 1);
  }
  return items.map((item) => ranks.get(item) ?? null);
}

/** Place of the first of the ordered items that an item comes before. */
function firstBehind(item: number, ordered: readonly number[], scores: ArrayLike<number>): number {
  const score = scores[item]!;
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = ordered[middle]!;
    if (score > scores[other]! || (score === scores[other]! && item < other)) high = middle;
    else low = middle + 1;
  }
  return low;
}
