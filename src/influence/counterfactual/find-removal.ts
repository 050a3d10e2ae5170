import type { Steps } from '../../core/steps.js';
import type { ScoreOracle } from '../score-oracle.js';
import { Contest } from './contest.js';
import type { Counterfactual, CounterfactualSearch } from './counterfactual.js';
import { growSet } from './grow-set.js';
import { searchSmaller } from './search-smaller.js';

/** How many times shrinking looks at the whole catalog, where a look at the rivals does not tell. */
const FULL_LOOKS = 16;

/**
 * The smallest set found of her interactions without which an item is no longer in the top k: grown greedily, shrunk,
 * then, where the budget allows to look at every smaller set, the smallest there is. Undefined when the item is not in
 * the top k, or no set of up to maxSize was found. `allowed` [I]: the candidates.
 * A step is one set tried.
 */
export function* findRemoval(
  oracle: ScoreOracle,
  allowed: Uint8Array,
  { item, top = 20, maxSize = oracle.edges.length, budget = 100 }: CounterfactualSearch,
): Steps<Counterfactual | undefined> {
  const change = (own: number): { item: number; weight: number } => ({ item: own, weight: 0 });
  const contest = new Contest(oracle, allowed, { item, top, change, changedAreOut: false });
  const { rankBefore } = contest;
  if (rankBefore === null || rankBefore > top) return undefined;
  const own = oracle.edges.map((edge) => edge.item);
  yield;
  const found = yield* growSet(own, contest, maxSize);
  if (found === undefined) return undefined;
  const isOut = (smaller: readonly number[]): boolean => contest.isOut(smaller);
  const { set, minimal } = yield* searchSmaller(yield* shrink(found, contest), own, isOut, budget);
  return {
    direction: 'REMOVE',
    items: yield* byInfluence(set, contest),
    rankBefore,
    rankAfter: contest.rankAfter(set),
    minimal,
  };
}

/** Without those members that turn out not to be needed, the last to come tried first. */
function* shrink(found: readonly number[], contest: Contest): Steps<readonly number[]> {
  let set = found;
  let looks = FULL_LOOKS;
  for (const item of found.toReversed()) {
    const smaller = set.filter((other) => other !== item);
    if (smaller.length === 0) continue;
    if (contest.margin(smaller) < 0 || (looks-- > 0 && contest.isOut(smaller))) set = smaller;
    yield;
  }
  return set;
}

/** The most influential first: the one without which alone the item's score would be lowest. */
function* byInfluence(set: readonly number[], contest: Contest): Steps<readonly number[]> {
  const scores = new Map<number, number>();
  for (const item of set) {
    scores.set(item, contest.scoreAfter([item]));
    yield;
  }
  return set.toSorted((a, b) => scores.get(a)! - scores.get(b)! || a - b);
}
