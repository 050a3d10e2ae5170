import type { Steps } from '../../core/steps.js';

/**
 * Tries every set that is smaller than one that does, smallest first, if there are at most `budget` of them. `does` looks
 * at the whole catalog. Where there are more, nothing is tried nor said of minimality. A step is one set tried.
 */
export function* searchSmaller(
  found: readonly number[],
  members: readonly number[],
  does: (set: readonly number[]) => boolean,
  budget: number,
): Steps<{ readonly set: readonly number[]; readonly minimal: boolean }> {
  const sizes = Array.from({ length: found.length - 1 }, (_, index) => index + 1);
  const count = sizes.reduce((sum, size) => sum + subsetCount(members.length, size), 0);
  if (count > budget) return { set: found, minimal: false };
  for (const size of sizes) {
    for (const set of subsets(members, size)) {
      if (does(set)) return { set, minimal: true };
      yield;
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
