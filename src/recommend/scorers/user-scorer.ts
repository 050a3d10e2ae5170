import type { RecommendationSource, UserView } from '../request.js';

export interface UserScores {
  /** Of every item [I]: a view that the next call overwrites. */
  readonly scores: Float32Array;
  /** MODEL: her edges are the snapshot's own. FOLD_IN: those that she has now. */
  readonly source: Exclude<RecommendationSource, 'POPULAR'>;
}

/** Scores the catalog for one user at a time; every personal component kind has one. */
export interface UserScorer {
  /** Undefined when there is nothing to go by: no edge that the snapshot can weigh, or none that leads anywhere. */
  scores(user: UserView): UserScores | undefined;
}
