import type { RecommendationFilter, UserView } from '../../recommend/request.js';
import type { Rank } from '../ranks.js';

/**
 * REMOVE: interactions that would have to be gone for the item to leave the top k. ADD: items that she would have to
 * interact with for it to come in.
 */
export type CounterfactualDirection = 'REMOVE' | 'ADD';

export interface CounterfactualRequest extends CounterfactualSearch {
  readonly user: UserView;
  /** REMOVE when absent. */
  readonly direction?: CounterfactualDirection;
  /** Who is a candidate, on the full graph and after any change alike; an item that is added is none any more. */
  readonly filter?: RecommendationFilter;
  /** ADD: what she would do with each item, once and with weight 1; the most frequent behavior when absent. */
  readonly behavior?: string;
}

export interface CounterfactualSearch {
  readonly item: number;
  /** k; 20 when absent. */
  readonly top?: number;
  /** Largest set that is looked for; all of her interactions when absent, or 5 to ADD. */
  readonly maxSize?: number;
  /** How many smaller sets may be ranked over the whole catalog to prove that none of them does; 100 when absent. */
  readonly budget?: number;
}

/** A set of items by which the item is in her top k or is not: recomputed, not estimated. */
export interface Counterfactual {
  readonly direction: CounterfactualDirection;
  /** Items of the set, the most influential first. */
  readonly items: readonly number[];
  readonly rankBefore: number;
  /** Null when the set is all that she has: then nothing is left to rank by. */
  readonly rankAfter: Rank;
  /** Whether every smaller set was recomputed and found not to do. */
  readonly minimal: boolean;
}
