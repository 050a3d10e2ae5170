import type { Steps } from '../../core/steps.js';
import type { Contest } from './contest.js';

/** Up to this size the next member is the best of all; beyond it the order of margins is trusted. */
const CHOSEN_ONE_BY_ONE = 4;

/** Members after the first are chosen among as many as stood first at the step before. */
const MOST_WEIGHED = 100;

/**
 * A set of up to `maxSize` of her items without which the contest is lost: greedily whichever costs the item most of its
 * margin; where a few are not enough, as many of the rest as it takes, in the order of what each would cost. All that she
 * has is the last resort: where nothing describes her it leaves nothing to rank by. Undefined when there is none. A step is one set
 * tried.
 */
export function* growSet(own: readonly number[], contest: Contest, maxSize: number): Steps<number[] | undefined> {
  const set: number[] = [];
  let rest = own;
  while (set.length < Math.min(maxSize, CHOSEN_ONE_BY_ONE) && rest.length > 0) {
    const weighed = set.length === 0 ? rest.length : MOST_WEIGHED;
    const ordered = yield* byMargin(set, rest.slice(0, weighed), contest);
    const [next, ...others] = [...ordered, ...rest.slice(weighed)];
    set.push(next!);
    rest = others;
    if (contest.margin(set) < 0) return set;
  }
  const most = [...set, ...rest].slice(0, maxSize);
  const isEverything = most.length === own.length;
  const largest = isEverything ? most.slice(0, -1) : most; // something should be left to rank by, where that is enough
  if (largest.length >= set.length && largest.length > 0 && contest.isOut(largest))
    return yield* shortestPrefix(largest, set.length, contest);
  return isEverything && contest.isOut(most) ? most : undefined;
}

/** The items in the order of the margin that is left without the set and each of them, the least first. */
function* byMargin(set: readonly number[], items: readonly number[], contest: Contest): Steps<number[]> {
  const margins = new Map<number, number>();
  for (const item of items) {
    margins.set(item, contest.margin([...set, item]));
    yield;
  }
  return items.toSorted((a, b) => margins.get(a)! - margins.get(b)! || a - b);
}

/** By bisection, as if each further member cost the item something: what it returns does, whether or not that holds. */
function* shortestPrefix(items: readonly number[], tooShort: number, contest: Contest): Steps<number[]> {
  let low = tooShort;
  let high = items.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (contest.isOut(items.slice(0, middle))) high = middle;
    else low = middle;
    yield;
  }
  return items.slice(0, high);
}
