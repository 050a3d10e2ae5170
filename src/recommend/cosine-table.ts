import type { ItemScorer } from '../linalg/item-scorer.js';

/** Cosine similarity of a vector with every row of a table. */
export class CosineTable {
  /** 1 for rows with a direction, 0 for rows of zeros: those are similar to nothing. */
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
      if (norm === 0) continue;
      this.#inverseNorms[row] = 1 / norm;
      this.hasDirection[row] = 1;
    }
  }

  /** Cosines in [-1, 1] → [rows]; undefined for a vector of zeros. */
  similarities(vector: Float32Array): Float32Array | undefined {
    const norm = euclideanNorm(vector);
    if (norm === 0) return undefined;
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
