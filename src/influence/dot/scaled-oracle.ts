import type { EdgeChange, ScoreOracle, TargetScores } from '../score-oracle.js';

/** The scores of another oracle, each item's times its scale: the model's definition of a score. */
export class ScaledOracle implements ScoreOracle {
  readonly source: ScoreOracle['source'];
  readonly edges: ScoreOracle['edges'];
  readonly #unscaled: ScoreOracle;
  /** [I] */
  readonly #scales: Float32Array;

  constructor(unscaled: ScoreOracle, scales: Float32Array) {
    this.source = unscaled.source;
    this.edges = unscaled.edges;
    this.#unscaled = unscaled;
    this.#scales = scales;
  }

  target(items: readonly number[], changing?: readonly number[]): TargetScores {
    const unscaledTarget = this.#unscaled.target(items, changing);
    const scaled = (scores: Float64Array): Float64Array =>
      scores.map((score, target) => score * this.#scales[items[target]!]!);
    return {
      scores: scaled(unscaledTarget.scores),
      after: (changes) => scaled(unscaledTarget.after(changes)),
    };
  }

  catalog(changes: readonly EdgeChange[]): Float64Array {
    const scores = new Float64Array(this.#unscaled.catalog(changes));
    for (let item = 0; item < scores.length; item++) scores[item]! *= this.#scales[item]!;
    return scores;
  }

  nearest(item: number, most: number, isOpen: (item: number) => boolean): readonly number[] {
    return this.#unscaled.nearest(item, most, isOpen);
  }

  stranded(changes: readonly EdgeChange[]): readonly number[] {
    return this.#unscaled.stranded(changes);
  }
}
