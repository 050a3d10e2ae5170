import { topK } from '../../linalg/top-k.js';
import type { Rank } from '../ranks.js';
import { ranksAfter } from '../ranks-after.js';
import { leavesNothing } from '../removals.js';
import type { EdgeChange, ScoreOracle, TargetScores } from '../score-oracle.js';

/** How far beyond the top k the rivals reach that most sets are tried against. */
const RIVALS_BEYOND = 30;

/**
 * An item's place in the top k against its rivals, after removing sets of the user's interactions. Trying a set looks at
 * the nearest rivals only; since others can but push the item further down, being out among those is being out.
 */
export class Contest {
  readonly rankBefore: Rank;
  readonly #oracle: ScoreOracle;
  readonly #allowed: Uint8Array;
  readonly #item: number;
  readonly #top: number;
  readonly #targets: TargetScores; // the rivals, then the item

  constructor(oracle: ScoreOracle, allowed: Uint8Array, item: number, top: number) {
    const ranking = topK(new Float32Array(oracle.catalog([])), top + RIVALS_BEYOND, allowed).indices;
    const rivals = Array.from(ranking.filter((other) => other !== item));
    this.#oracle = oracle;
    this.#allowed = allowed;
    this.#item = item;
    this.#top = top;
    this.rankBefore = this.rankWithout([]);
    this.#targets = oracle.target([...rivals, item]);
  }

  /** By how much the item's score is above the k-th of its rivals without a set: below 0, it is out. */
  margin(set: readonly number[]): number {
    const changes = removing(set);
    if (leavesNothing(changes, this.#oracle.edges)) return -Infinity;
    const scores = this.#targets.after(changes);
    const rivals = scores.subarray(0, -1).sort();
    return scores[rivals.length]! - (rivals[rivals.length - this.#top] ?? -Infinity);
  }

  /** The item's score without a set. */
  scoreWithout(set: readonly number[]): number {
    const scores = this.#targets.after(removing(set));
    return scores[scores.length - 1]!;
  }

  /** Whether the item is out of the top k without a set, over the whole catalog. */
  isOut(set: readonly number[]): boolean {
    const rank = this.rankWithout(set);
    return rank === null || rank > this.#top;
  }

  /** Exact, over the whole catalog. */
  rankWithout(set: readonly number[]): Rank {
    return ranksAfter(this.#oracle, removing(set), this.#allowed, [this.#item])[0]!;
  }
}

function removing(items: readonly number[]): EdgeChange[] {
  return items.map((item) => ({ item, weight: 0 }));
}
