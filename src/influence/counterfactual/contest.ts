import { topK } from '../../linalg/top-k.js';
import type { Rank } from '../ranks.js';
import { ranksAfter } from '../ranks-after.js';
import type { EdgeChange, ScoreOracle, TargetScores } from '../score-oracle.js';

/** How far beyond the top k the rivals reach that most sets are tried against. */
const RIVALS_BEYOND = 30;

/** What is asked: an item's place among the candidates after sets of the user's edges changed. */
export interface ContestTerms {
  readonly item: number;
  /** k */
  readonly top: number;
  /** Items whose edges the sets may change; her own when absent. */
  readonly changing?: readonly number[];
  /** What being in a set does to an item's edge. */
  readonly change: (item: number) => EdgeChange;
  /** Whether an item of a set is no candidate any more. */
  readonly changedAreOut: boolean;
}

/**
 * An item's place in the top k against its rivals, after changing sets of the user's edges. Trying a set looks at the
 * nearest rivals only; since others can but push the item further down, being out among those is being out.
 */
export class Contest {
  readonly rankBefore: Rank;
  readonly #oracle: ScoreOracle;
  readonly #allowed: Uint8Array;
  readonly #terms: ContestTerms;
  readonly #rivals: readonly number[];
  readonly #targets: TargetScores; // the rivals, then the item

  constructor(oracle: ScoreOracle, allowed: Uint8Array, terms: ContestTerms) {
    const { item, top, changing } = terms;
    const ranking = topK(new Float32Array(oracle.catalog([])), top + RIVALS_BEYOND, allowed).indices;
    this.#rivals = Array.from(ranking.filter((other) => other !== item));
    this.#oracle = oracle;
    this.#allowed = allowed;
    this.#terms = terms;
    this.rankBefore = this.rankAfter([]);
    this.#targets = oracle.target([...this.#rivals, item], changing);
  }

  /** By how much the item's score is above the k-th of its rivals after a set: below 0, it is out. */
  margin(set: readonly number[]): number {
    const changes = this.#changes(set);
    if (this.#oracle.leavesNothing(changes)) return -Infinity;
    const scores = this.#targets.after(changes);
    const rivals = this.#rivalScores(scores, set).sort();
    return scores[this.#rivals.length]! - (rivals[rivals.length - this.#terms.top] ?? -Infinity);
  }

  /** The item's score after a set. */
  scoreAfter(set: readonly number[]): number {
    return this.#targets.after(this.#changes(set))[this.#rivals.length]!;
  }

  /** Whether the item is out of the top k after a set, over the whole catalog; a look at the rivals often tells. */
  isOut(set: readonly number[]): boolean {
    if (this.margin(set) < 0) return true;
    const rank = this.rankAfter(set);
    return rank === null || rank > this.#terms.top;
  }

  /** Exact, over the whole catalog. */
  rankAfter(set: readonly number[]): Rank {
    const allowed = this.#allowedAfter(set);
    return ranksAfter(this.#oracle, this.#changes(set), allowed, [this.#terms.item])[0]!;
  }

  #changes(set: readonly number[]): EdgeChange[] {
    return set.map(this.#terms.change);
  }

  #rivalScores(scores: Float64Array, set: readonly number[]): Float64Array {
    if (!this.#terms.changedAreOut) return scores.slice(0, -1);
    return scores.subarray(0, -1).filter((_, place) => !set.includes(this.#rivals[place]!));
  }

  #allowedAfter(set: readonly number[]): Uint8Array {
    if (!this.#terms.changedAreOut || set.length === 0) return this.#allowed;
    const allowed = this.#allowed.slice();
    for (const item of set) allowed[item] = 0;
    return allowed;
  }
}
