import type { Contest } from './contest.js';

/**
 * Tries every set smaller than one that does, smallest first. A set is refuted by its rank over the whole catalog, and
 * at most `budget` are: a size of which there are more is not begun, and nothing is said of minimality.
 */
export function searchSmaller(
  found: readonly number[],
  own: readonly number[],
  contest: Contest,
  budget: number,
): { readonly set: readonly number[]; readonly minimal: boolean } {
  let left = budget;
  for (let size = 1; size < found.length; size++) {
    left -= subsetCount(own.length, size);
    if (left < 0) return { set: found, minimal: false };
    for (const set of subsets(own, size)) {
      if (contest.margin(set) < 0 || contest.isOut(set)) return { set, minimal: true };
    }
  }
  return { set: found, minimal: true };
}

function subsetCount(items: number, size: number): number {
  let count = 1;
  for (let chosen = 0; chosen < size; chosen++) count = (count * (items - chosen)) / (chosen + 1);
  return count;
}

/** All subsets of a size, those of the first items first. */
function* subsets(items: readonly number[], size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let place = from; place <= items.length - size; place++) {
    for (const rest of subsets(items, size - 1, place + 1)) yield [items[place]!, ...rest];
  }
}
