import type { Steps } from '../../core/steps.js';
import type { ScoreOracle } from '../score-oracle.js';
import { Contest } from './contest.js';
import type { Counterfactual, CounterfactualSearch } from './counterfactual.js';
import { searchSmaller } from './search-smaller.js';

/** Items that are weighed one by one: those nearest to the item that is to come in. */
const WEIGHED = 100;

/** Largest set that is looked for unless asked otherwise. */
const MAX_SIZE = 5;

/**
 * The smallest set found of items that bring another into the top k once she interacts with them, each with an edge of
 * `weight`: greedily whichever helps it most, shrunk, and verified over the whole catalog. Undefined when the item is in
 * the top k already or is no candidate, or when no set of up to maxSize was found. `allowed` [I]: the candidates, which
 * are also what she may interact with. A step is one set tried.
 */
export function* findAddition(
  oracle: ScoreOracle,
  allowed: Uint8Array,
  { item, top = 20, maxSize = MAX_SIZE, budget = 100 }: CounterfactualSearch,
  weight: number,
): Steps<Counterfactual | undefined> {
  const own = new Set(oracle.edges.map((edge) => edge.item));
  const isOpen = (other: number): boolean => other !== item && allowed[other] === 1 && !own.has(other);
  const pool = oracle.nearest(item, WEIGHED, isOpen);
  const change = (added: number): { item: number; weight: number } => ({ item: added, weight });
  const contest = new Contest(oracle, allowed, { item, top, change, changedAreOut: true, changing: pool });
  const { rankBefore } = contest;
  if (rankBefore === null || rankBefore <= top) return undefined;
  yield;
  const found = yield* growSet(pool, contest, top, maxSize);
  if (found === undefined) return undefined;
  const isIn = (set: readonly number[]): boolean => ranksWithin(contest, set, top);
  const everything = Array.from(allowed, (_, other) => other).filter(isOpen);
  const { set, minimal } = yield* searchSmaller(yield* shrink(found, isIn), everything, isIn, budget);
  const items = yield* byHelp(set, contest);
  return { direction: 'ADD', items, rankBefore, rankAfter: contest.rankAfter(set), minimal };
}

/** Undefined when the item is still out with as many as may be. */
function* growSet(
  pool: readonly number[],
  contest: Contest,
  top: number,
  maxSize: number,
): Steps<number[] | undefined> {
  const set: number[] = [];
  const rest = new Set(pool);
  while (set.length < maxSize && rest.size > 0) {
    const margins = new Map<number, number>();
    for (const item of rest) {
      margins.set(item, contest.margin([...set, item]));
      yield;
    }
    const best = [...rest].reduce((a, b) => (margins.get(b)! > margins.get(a)! ? b : a));
    set.push(best);
    rest.delete(best);
    if (margins.get(best)! >= 0 && ranksWithin(contest, set, top)) return set;
  }
  return undefined;
}

function ranksWithin(contest: Contest, set: readonly number[], top: number): boolean {
  const rank = contest.rankAfter(set);
  return rank !== null && rank <= top;
}

/** Without those members that turn out not to be needed, the last to come tried first. */
function* shrink(found: readonly number[], isIn: (set: readonly number[]) => boolean): Steps<readonly number[]> {
  let set = found;
  for (const item of found.toReversed()) {
    const smaller = set.filter((other) => other !== item);
    if (smaller.length > 0 && isIn(smaller)) set = smaller;
    yield;
  }
  return set;
}

/** The most helpful first: the one with which alone the item's score would be highest. */
function* byHelp(set: readonly number[], contest: Contest): Steps<readonly number[]> {
  const scores = new Map<number, number>();
  for (const item of set) {
    scores.set(item, contest.scoreAfter([item]));
    yield;
  }
  return set.toSorted((a, b) => scores.get(b)! - scores.get(a)! || a - b);
}
