import type { ItemScorer } from '../linalg/item-scorer.js';

/** Shorter vectors are rounding, not direction; below it float32 could not hold one over the norm. */
const SHORTEST = 1e-18;

/** Cosine similarity of a vector with every row of a table. */
export class CosineTable {
  /** 1 for rows with a direction, 0 for rows of (almost) zeros: those are similar to nothing. */
  readonly hasDirection: Uint8Array;
  readonly #scorer: ItemScorer;
  readonly #inverseNorms: Float32Array;

  /** `scorer` scores against the rows of `table` [rows, columns]. */
  constructor(table: Float32Array, scorer: ItemScorer) {
    const { rows, columns } = scorer;
    this.#scorer = scorer;
    this.#inverseNorms = new Float32Array(rows);
    this.hasDirection = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) {
      const norm = euclideanNorm(table.subarray(row * columns, (row + 1) * columns));
      if (norm < SHORTEST) continue;
      this.#inverseNorms[row] = 1 / norm;
      this.hasDirection[row] = 1;
    }
  }

  /** Cosines in [-1, 1] → [rows]; undefined for a vector without a direction. */
  similarities(vector: Float32Array): Float32Array | undefined {
    const norm = euclideanNorm(vector);
    if (norm < SHORTEST) return undefined;
    const cosines = this.#scorer.scores(vector.map((value) => value / norm)).slice();
    for (let row = 0; row < cosines.length; row++) {
      const cosine = cosines[row]! * this.#inverseNorms[row]!;
      cosines[row] = cosine > 1 ? 1 : cosine < -1 ? -1 : cosine; // rounding may step over the bounds
    }
    return cosines;
  }
}

function euclideanNorm(vector: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i]! * vector[i]!;
  return Math.sqrt(sum);
}
