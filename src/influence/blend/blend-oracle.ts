import { momentsOf, standardizedSum, zScore } from '../../linalg/standardized-sum.js';
import type { EdgeChange, OwnEdge, ScoreOracle, TargetScores } from '../score-oracle.js';
import { targetInCatalog } from '../target-in-catalog.js';

/** The scores of the two parts of a blend, over the same edges of one user. */
export interface BlendParts {
  readonly dot: ScoreOracle;
  readonly walk: ScoreOracle;
  /** Of the walk's row. */
  readonly weight: number;
}

/**
 * One user's blended scores with other edges of her own: component kind `blend`. Both rows are computed anew over the
 * whole catalog and standardized by the mean and deviation that they then have, as the system would.
 */
export class BlendOracle implements ScoreOracle {
  readonly source: ScoreOracle['source'];
  readonly edges: readonly OwnEdge[];
  readonly #parts: BlendParts;

  constructor(parts: BlendParts) {
    this.source = parts.dot.source;
    this.edges = parts.dot.edges;
    this.#parts = parts;
  }

  target(items: readonly number[]): TargetScores {
    return targetInCatalog(items, (changes) => this.catalog(changes));
  }

  catalog(changes: readonly EdgeChange[]): Float64Array {
    const { dot, walk, weight } = this.#parts;
    const [byDot, byWalk] = [dot.catalog(changes), walk.catalog(changes)];
    const row = new Float64Array(byWalk.length);
    standardizedSum(byDot, byWalk, weight, row);
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
}

/** The same with the mean and deviation of both rows held as they are: cheap, and the score of no ranking. */
export class FrozenBlendOracle extends BlendOracle {
  readonly #parts: BlendParts;
  readonly #moments: { readonly dot: ReturnType<typeof momentsOf>; readonly walk: ReturnType<typeof momentsOf> };

  constructor(parts: BlendParts) {
    super(parts);
    this.#parts = parts;
    this.#moments = { dot: momentsOf(parts.dot.catalog([])), walk: momentsOf(parts.walk.catalog([])) };
  }

  override target(items: readonly number[], changing?: readonly number[]): TargetScores {
    const dot = this.#parts.dot.target(items, changing);
    const walk = this.#parts.walk.target(items, changing);
    return {
      scores: this.#sum(dot.scores, walk.scores),
      after: (changes) => this.#sum(dot.after(changes), walk.after(changes)),
    };
  }

  override catalog(changes: readonly EdgeChange[]): Float64Array {
    return this.#sum(this.#parts.dot.catalog(changes), this.#parts.walk.catalog(changes));
  }

  #sum(dot: ArrayLike<number>, walk: ArrayLike<number>): Float64Array {
    const { dot: ofDot, walk: ofWalk } = this.#moments;
    return Float64Array.from(dot, (score, place) => {
      return zScore(score, ofDot) + this.#parts.weight * zScore(walk[place]!, ofWalk);
    });
  }
}
