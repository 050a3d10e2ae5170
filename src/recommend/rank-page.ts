import { compareKeys } from '../core/key-order.js';
import { topK } from '../linalg/top-k.js';
import type { RankPosition } from './request.js';

/** One page of a ranking by score descending, then key ascending. */
export interface RankedRows {
  readonly entries: readonly (RankPosition & { readonly index: number })[];
  /** How many take part and come before the page. */
  readonly ahead: number;
  readonly hasNextPage: boolean;
}

/**
 * The `first` best rows after a place, exactly, over all rows that take part. The place need not belong to a row: what
 * comes after it in the order comes after it, so that paging goes on across a swap or while interactions arrive.
 * `keys` ascend by compareKeys, one a row; `allowed` says who takes part and is used up.
 */
export function rankPage(
  scores: Float32Array,
  allowed: Uint8Array,
  keys: readonly string[],
  first: number,
  after?: RankPosition,
): RankedRows {
  const ahead = after === undefined ? 0 : dropThrough(after, scores, allowed, keys);
  const top = topK(scores, first + 1, allowed); // one more tells whether there is a next page
  const indices = top.indices.subarray(0, first);
  return {
    entries: Array.from(indices, (index, place) => ({ index, key: keys[index]!, score: top.scores[place]! })),
    ahead,
    hasNextPage: top.indices.length > first,
  };
}

/** Takes out the rows at or before the place and returns how many they were. */
function dropThrough(
  { score, key }: RankPosition,
  scores: Float32Array,
  allowed: Uint8Array,
  keys: readonly string[],
): number {
  const through = countThrough(keys, key);
  let dropped = 0;
  for (let row = 0; row < scores.length; row++) {
    if (allowed[row] === 0) continue;
    const own = scores[row]!;
    if (own > score || (own === score && row < through)) {
      allowed[row] = 0;
      dropped++;
    }
  }
  return dropped;
}

/** How many of the ascending keys are at or before `key`. */
function countThrough(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(keys[middle]!, key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
