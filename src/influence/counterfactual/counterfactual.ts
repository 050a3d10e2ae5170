import type { RecommendationFilter, UserView } from '../../recommend/request.js';
import type { Rank } from '../ranks.js';

/** REMOVE: what would have to be gone for the item to leave the top k. */
export type CounterfactualDirection = 'REMOVE';

export interface CounterfactualRequest extends CounterfactualSearch {
  readonly user: UserView;
  /** Who is a candidate, on the full graph and after any removal alike. */
  readonly filter?: RecommendationFilter;
}

export interface CounterfactualSearch {
  readonly item: number;
  /** k; 20 when absent. */
  readonly top?: number;
  /** Largest set that is looked for; all of her interactions when absent. */
  readonly maxSize?: number;
  /** How many smaller sets may be ranked over the whole catalog to prove that none of them does; 100 when absent. */
  readonly budget?: number;
}

/** A set of the user's own interactions without which the item is not in her top k: recomputed, not estimated. */
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
