import { inParts } from '../core/in-parts.js';
import type { ItemScorer } from '../linalg/item-scorer.js';

/** Shorter vectors are rounding, not direction; below it float32 could not hold one over the norm. */
const SHORTEST = 1e-18;

/** What is measured in about a millisecond. */
const ROWS_AT_A_TIME = 8192;

/** Cosine similarity of a vector with every row of a table. */
export class CosineTable {
  /** 1 for rows with a direction, 0 for rows of (almost) zeros: those are similar to nothing. */
  readonly hasDirection: Uint8Array;
  readonly #scorer: ItemScorer;
  readonly #inverseNorms: Float32Array;

  /** `scorer` scores against the rows of `table` [rows, columns]. An event loop has its turn meanwhile. */
  static async create(table: Float32Array, scorer: ItemScorer): Promise<CosineTable> {
    const { rows, columns } = scorer;
    const inverseNorms = new Float32Array(rows);
    await inParts(rows, ROWS_AT_A_TIME, (start, end) => {
      for (let row = start; row < end; row++) {
        const norm = euclideanNorm(table.subarray(row * columns, (row + 1) * columns));
        if (norm >= SHORTEST) inverseNorms[row] = 1 / norm;
      }
    });
    return new CosineTable(scorer, inverseNorms);
  }

  private constructor(scorer: ItemScorer, inverseNorms: Float32Array) {
    this.#scorer = scorer;
    this.#inverseNorms = inverseNorms;
    this.hasDirection = Uint8Array.from(inverseNorms, (inverse) => (inverse > 0 ? 1 : 0));
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
