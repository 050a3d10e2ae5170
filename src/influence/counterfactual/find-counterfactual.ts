import type { ScoreOracle } from '../score-oracle.js';
import { Contest } from './contest.js';
import type { Counterfactual, CounterfactualSearch } from './counterfactual.js';
import { searchSmaller } from './search-smaller.js';

/**
 * The smallest set found of her interactions without which an item is no longer in the top k: greedily the one that
 * costs the item most of its lead, shrunk, then smaller sets tried one by one while the budget lasts. Undefined when the
 * item is not in the top k, or no set of up to maxSize was found. `allowed` [I]: the candidates.
 */
export function findCounterfactual(
  oracle: ScoreOracle,
  allowed: Uint8Array,
  { item, top = 20, maxSize = 5, budget = 200 }: CounterfactualSearch,
): Counterfactual | undefined {
  const contest = new Contest(oracle, allowed, item, top);
  const { rankBefore } = contest;
  if (rankBefore === null || rankBefore > top) return undefined;
  const own = byMargin(
    oracle.edges.map((edge) => edge.item),
    contest,
  );
  const found = growGreedily(own, contest, maxSize);
  if (found === undefined) return undefined;
  const { set, minimal } = searchSmaller(shrink(found, contest), own, contest, budget);
  return { direction: 'REMOVE', items: set, rankBefore, rankAfter: contest.rankWithout(set), minimal };
}

/** Her interactions, the one whose removal costs the item most first. */
function byMargin(items: readonly number[], contest: Contest): number[] {
  const margins = new Map(items.map((item) => [item, contest.margin([item])]));
  return items.toSorted((a, b) => margins.get(a)! - margins.get(b)! || a - b);
}

function growGreedily(own: readonly number[], contest: Contest, maxSize: number): number[] | undefined {
  const set: number[] = [];
  let rest = own;
  for (let size = 1; size <= maxSize && rest.length > 0; size++) {
    const next = size === 1 ? rest[0]! : bestAddition(set, rest, contest);
    set.push(next);
    rest = rest.filter((item) => item !== next);
    if (contest.margin(set) < 0 || contest.isOut(set)) return set;
  }
  return undefined;
}

function bestAddition(set: readonly number[], rest: readonly number[], contest: Contest): number {
  let best = rest[0]!;
  let least = Infinity;
  for (const item of rest) {
    const margin = contest.margin([...set, item]);
    if (margin < least) [best, least] = [item, margin];
  }
  return best;
}

/** Without those members that turn out not to be needed, the least influential tried first. */
function shrink(found: readonly number[], contest: Contest): number[] {
  let set = [...found];
  for (const item of found.toReversed()) {
    const smaller = set.filter((other) => other !== item);
    if (smaller.length > 0 && (contest.margin(smaller) < 0 || contest.isOut(smaller))) set = smaller;
  }
  return set;
}
