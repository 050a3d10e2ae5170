import type { ScoreOracle } from '../score-oracle.js';
import { Contest } from './contest.js';
import type { Counterfactual, CounterfactualSearch } from './counterfactual.js';
import { growSet } from './grow-set.js';
import { searchSmaller } from './search-smaller.js';

/**
 * The smallest set found of her interactions without which an item is no longer in the top k: grown greedily, shrunk,
 * then, where the budget allows to look at every smaller set, the smallest there is. Undefined when the item is not in
 * the top k, or no set of up to maxSize was found. `allowed` [I]: the candidates.
 */
export function findCounterfactual(
  oracle: ScoreOracle,
  allowed: Uint8Array,
  { item, top = 20, maxSize = oracle.edges.length, budget = 100 }: CounterfactualSearch,
): Counterfactual | undefined {
  const contest = new Contest(oracle, allowed, item, top);
  const { rankBefore } = contest;
  if (rankBefore === null || rankBefore > top) return undefined;
  const own = oracle.edges.map((edge) => edge.item);
  const found = growSet(own, contest, maxSize);
  if (found === undefined) return undefined;
  const { set, minimal } = searchSmaller(shrink(found, contest), own, contest, budget);
  return {
    direction: 'REMOVE',
    items: byInfluence(set, contest),
    rankBefore,
    rankAfter: contest.rankWithout(set),
    minimal,
  };
}

/** Without those members that turn out not to be needed, the last to come tried first. */
function shrink(found: readonly number[], contest: Contest): readonly number[] {
  let set = found;
  for (const item of found.toReversed()) {
    const smaller = set.filter((other) => other !== item);
    if (smaller.length > 0 && contest.margin(smaller) < 0) set = smaller;
  }
  return set;
}

/** The most influential first: the one without which alone the item's score would be lowest. */
function byInfluence(set: readonly number[], contest: Contest): readonly number[] {
  const scores = new Map(set.map((item) => [item, contest.scoreWithout([item])]));
  return set.toSorted((a, b) => scores.get(a)! - scores.get(b)! || a - b);
}
