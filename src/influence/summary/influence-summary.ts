/**
 * What moves recommendations, over a sample of users. Every figure is relative to what is moved: with s_i the scores of a
 * user's top k and s'_i those after a removal, her effect is Σ_i |s_i − s'_i| / Σ_i |s_i|, so that users count alike.
 */
export interface InfluenceSummary {
  /** Users of the sample, all with recommendations of their own. */
  readonly users: number;
  /** k */
  readonly top: number;
  /** By effect, the largest first. */
  readonly behaviors: readonly BehaviorInfluence[];
  /** By effect, the largest first. */
  readonly items: readonly ItemInfluence[];
  /** By effect, the largest first. */
  readonly interactions: readonly InteractionInfluence[];
}

/** Of all events of one behavior, taken away together. */
export interface BehaviorInfluence {
  readonly behavior: string;
  /** Of the sample, those who have such events. */
  readonly users: number;
  readonly events: number;
  /** Mean effect over those users. */
  readonly effect: number;
  /** Mean share of the top k that is not among the first k any more. */
  readonly displaced: number;
}

/** Of the pairs with one item, each taken away alone. */
export interface ItemInfluence {
  readonly item: number;
  /** Of the sample, those who have it. */
  readonly users: number;
  /** Sums over those users of what raised scores and of what lowered them, the latter as a positive figure. */
  readonly raised: number;
  readonly lowered: number;
}

/** Of one pair. */
export interface InteractionInfluence {
  readonly user: number;
  readonly item: number;
  readonly effect: number;
}
