import type { Steps } from '../core/steps.js';
import type { RecommendationFilter, UserView } from '../recommend/request.js';
import type { Counterfactual, CounterfactualRequest } from './counterfactual/counterfactual.js';
import type { Rank } from './ranks.js';
import type { OwnEdge, ScoreOracle } from './score-oracle.js';

/** What is taken away of one pair: the events at these places among its own, or all of them. */
export interface Removal {
  readonly item: number;
  readonly events?: readonly number[];
  /** What the pair still weighs, in place of what its events say; 0 or more. */
  readonly weight?: number;
}

export interface InfluenceRequest {
  readonly user: UserView;
  /** Any items, hers among them. */
  readonly items: readonly number[];
  /** Asks for ranks too, among the candidates that this filter leaves on the full graph. */
  readonly ranks?: { readonly filter?: RecommendationFilter };
}

interface Answer {
  /** MODEL: the snapshot's graph, everything propagated again. FOLD_IN: her newer interactions against frozen items. */
  readonly source: ScoreOracle['source'];
  /** As things are. [items] */
  readonly scores: Float64Array;
  /** [items] */
  readonly ranks?: readonly Rank[];
}

/** Of each of her n interactions on each of m items: influence = score − score without it. */
export interface InfluenceAnswer extends Answer {
  /** Her pairs, by ascending item. [n] */
  readonly interactions: readonly OwnEdge[];
  /** [n, m], a row an interaction. */
  readonly influences: Float64Array;
  /** [n, m] */
  readonly scoresWithout: Float64Array;
  /** [n][m] */
  readonly ranksWithout?: readonly (readonly Rank[])[];
}

/** Takes several interactions away together; no item twice. */
export interface WithoutRequest extends InfluenceRequest {
  readonly removed: readonly Removal[];
}

/** Several such sets, each taken away alone. */
export interface WithoutEachRequest extends InfluenceRequest {
  readonly sets: readonly (readonly Removal[])[];
}

export interface WithoutAnswer extends Answer {
  /** [items] */
  readonly scoresWithout: Float64Array;
  /** [items] */
  readonly ranksWithout?: readonly Rank[];
}

/** An edge of any user, by dense indices. */
export interface GraphEdge {
  readonly user: number;
  readonly item: number;
}

/** Of edges of any users, hers among them, on one user's scores. */
export interface EdgeInfluencesRequest {
  readonly user: UserView;
  readonly items: readonly number[];
  /** Each is taken away alone. */
  readonly edges: readonly GraphEdge[];
}

export interface EdgeInfluencesAnswer {
  /** As things are. [items] */
  readonly scores: Float64Array;
  /** [edges, items], a row an edge: score − score without the edge. */
  readonly influences: Float64Array;
}

/**
 * Exact influence of a user's own interactions, from one snapshot: the score that she would have got had they never been
 * propagated, X0 as trained (docs/influence.md). Synchronous and without I/O. Every answer is undefined for a user whose
 * recommendations are POPULAR. Errors: RangeError for an item or event that is not hers.
 */
export interface Influence {
  influences(request: InfluenceRequest): InfluenceAnswer | undefined;
  /** The same, one interaction a step: those of whoever has thousands take seconds. */
  influencesInSteps(request: InfluenceRequest): Steps<InfluenceAnswer | undefined>;
  without(request: WithoutRequest): WithoutAnswer | undefined;
  /** An answer a set; things as they are are looked at once. */
  withoutEach(request: WithoutEachRequest): WithoutAnswer[] | undefined;
  /**
   * Of single edges of any users. Undefined also for a user who is folded in: her items are frozen, so that what others
   * did is no part of the answer.
   */
  ofEdges(request: EdgeInfluencesRequest): EdgeInfluencesAnswer | undefined;
  /** Undefined also when the item is not where the search begins, or no set was found. */
  counterfactual(request: CounterfactualRequest): Counterfactual | undefined;
  /** The same, one set tried a step. */
  counterfactualInSteps(request: CounterfactualRequest): Steps<Counterfactual | undefined>;
}
