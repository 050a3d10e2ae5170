import { momentsOf, zScore, type Moments } from '../../linalg/moments.js';
import { standardizedSum } from '../../linalg/standardized-sum.js';
import type { EdgeChange, OwnEdge, PartOracle, ScoreOracle, ScoresInRow, TargetScores } from '../score-oracle.js';

/** The scores of the two parts of a blend, over the same edges of one user. */
export interface BlendParts {
  readonly dot: PartOracle;
  readonly walk: PartOracle;
  /** Of the walk's row. */
  readonly weight: number;
  /** Where rows are put together, one at a time. [I] */
  readonly row: Float64Array;
}

/**
 * Whether the mean and deviation of both rows follow a change, as the system's do, or are held as they are: then a score
 * is that of no ranking.
 */
export type Standardization = 'recomputed' | 'frozen';

/** One user's blended scores with other edges of her own: component kind `blend`. */
export class BlendOracle implements ScoreOracle {
  readonly source: ScoreOracle['source'];
  readonly edges: readonly OwnEdge[];
  readonly #parts: BlendParts;
  /** Of the dot row and the walk row, where they are held. */
  readonly #held: readonly [Moments, Moments] | undefined;

  constructor(parts: BlendParts, standardization: Standardization) {
    this.source = parts.dot.source;
    this.edges = parts.dot.edges;
    this.#parts = parts;
    if (standardization === 'frozen')
      this.#held = [momentsOf(parts.dot.catalog([])), momentsOf(parts.walk.catalog([]))];
  }

  target(items: readonly number[], changing?: readonly number[]): TargetScores {
    const dot = this.#parts.dot.target(items, changing);
    const walk = this.#parts.walk.target(items, changing);
    const after = (changes: readonly EdgeChange[]): Float64Array =>
      this.#blend(dot.inRow(changes), walk.inRow(changes));
    return { scores: after([]), after };
  }

  catalog(changes: readonly EdgeChange[]): Float64Array {
    const { dot, walk, weight, row } = this.#parts;
    standardizedSum(dot.catalog(changes), walk.catalog(changes), weight, row, this.#held);
    return row;
  }

  /** Those of either part in turn, the walk's first. */
  nearest(item: number, most: number, isOpen: (item: number) => boolean): number[] {
    const { dot, walk } = this.#parts;
    const [byDot, byWalk] = [dot.nearest(item, most, isOpen), walk.nearest(item, most, isOpen)];
    const inTurn = Array.from({ length: most }, (_, place) => [byWalk[place], byDot[place]]).flat();
    return [...new Set(inTurn.filter((other) => other !== undefined))].slice(0, most);
  }

  stranded(changes: readonly EdgeChange[]): readonly number[] {
    return this.#parts.dot.stranded(changes);
  }

  /** As long as either part has something to say, items are ranked by it: the embedding knows of every edge. */
  leavesNothing(changes: readonly EdgeChange[]): boolean {
    return this.#parts.dot.leavesNothing(changes);
  }

  #blend(dot: ScoresInRow, walk: ScoresInRow): Float64Array {
    const [ofDot, ofWalk] = this.#held ?? [dot.moments(), walk.moments()];
    return dot.scores.map((score, target) => {
      return zScore(score, ofDot) + this.#parts.weight * zScore(walk.scores[target]!, ofWalk);
    });
  }
}
