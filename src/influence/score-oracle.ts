import type { WeighedEvent } from '../dataset/pair-weighting.js';
import type { Moments } from '../linalg/moments.js';
import type { RecommendationSource } from '../recommend/request.js';

/** One of the user's own edges with the events behind it, oldest first. */
export interface OwnEdge {
  readonly item: number;
  readonly weight: number;
  readonly events: readonly WeighedEvent[];
}

/** Another weight for one of the user's edges: 0 takes it away, and an item without an edge gets one. */
export interface EdgeChange {
  readonly item: number;
  readonly weight: number;
}

/**
 * The scores that one user would have got with other edges of her own: X0 as trained, degrees renormalized, everything
 * propagated again. Whatever influence has to say (single interactions, sets, ranks, counterfactuals) is asked of this.
 * A change names an item once at most. An oracle keeps nothing of what it is asked and is used synchronously.
 */
export interface ScoreOracle {
  readonly source: Exclude<RecommendationSource, 'POPULAR'>;
  /** Her edges, by ascending item. */
  readonly edges: readonly OwnEdge[];
  /** Scores of some items under many changes, each of which names only items of `changing` (her own when absent). */
  target(items: readonly number[], changing?: readonly number[]): TargetScores;
  /**
   * Score of every item after the changes → [I]; as things are when there are none. To be read at once: the next row that
   * anybody asks for of the same snapshot may overwrite it.
   */
  catalog(changes: readonly EdgeChange[]): ArrayLike<number>;
  /** Up to `most` items that are likely to raise this one's score once she has them, among those that `isOpen` to her. */
  nearest(item: number, most: number, isOpen: (item: number) => boolean): readonly number[];
  /** Items that the changes leave without any interaction: they have a score, but no rank. */
  stranded(changes: readonly EdgeChange[]): readonly number[];
  /** Whether the changes leave her nothing that items could be ranked by: then no item has a rank. */
  leavesNothing(changes: readonly EdgeChange[]): boolean;
}

export interface TargetScores {
  /** As things are. [targets] */
  readonly scores: Float64Array;
  /** After the changes → [targets]. */
  after(changes: readonly EdgeChange[]): Float64Array;
}

/** The scores of a component that others may be put together from: one row of a blend. */
export interface PartOracle extends ScoreOracle {
  target(items: readonly number[], changing?: readonly number[]): PartTargets;
}

export interface PartTargets extends TargetScores {
  inRow(changes: readonly EdgeChange[]): ScoresInRow;
}

/** Some items' scores, and how the row of the whole catalog is spread that they stand in. */
export interface ScoresInRow {
  /** [targets] */
  readonly scores: Float64Array;
  /** Computed when asked for. */
  moments(): Moments;
}
