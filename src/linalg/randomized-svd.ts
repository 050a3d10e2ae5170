import { EdgewiseError } from '../core/errors.js';
import type { Random } from '../core/random.js';
import { transpose, type CsrMatrix } from './csr.js';
import { jacobiSvd } from './jacobi-svd.js';
import { multiply } from './multiply.js';
import { orthonormalize, roughlyOrthonormalize } from './orthonormalize.js';
import { multiplyPanel } from './panel.js';

export interface RandomizedSvdOptions {
  readonly random: Random;
  /** Passes with A·Aᵀ that sharpen the basis where singular values fall slowly; 2 to 4 is usual. */
  readonly powerIterations: number;
}

/** matrix ≈ u · diag(s) · vᵀ. */
export interface TruncatedSvd {
  /** [rows, rank] */
  readonly u: Float32Array;
  /** [rank], descending. */
  readonly s: Float32Array;
  /** [columns, rank] */
  readonly v: Float32Array;
}

/**
 * The leading `rank` singular triplets of a sparse matrix, by a randomized range finder with power iterations.
 * Where the matrix has a lower rank, the trailing singular values are 0 and their vectors zero. The sign of a pair of
 * vectors is fixed so that the largest entry of u's column is positive: equal seeds give equal vectors.
 *
 * Source: Halko, Martinsson & Tropp, "Finding structure with randomness", SIAM Review 2011, algorithms 4.4 and 5.1.
 * Errors: SHAPE_MISMATCH unless 1 ≤ rank ≤ min(rows, columns).
 */
export function randomizedSvd(
  matrix: CsrMatrix,
  rank: number,
  { random, powerIterations }: RandomizedSvdOptions,
): TruncatedSvd {
  const limit = Math.min(matrix.rows, matrix.columns);
  if (!Number.isInteger(rank) || rank < 1 || rank > limit) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `A matrix of ${matrix.rows} × ${matrix.columns} has no ${rank} singular triplets.`,
    );
  }
  const width = Math.min(limit, rank + OVERSAMPLING);
  const transposed = transpose(matrix);

  const probe = Float32Array.from({ length: matrix.columns * width }, () => random.normal());
  let left = multiply(matrix, probe, width); // [rows, width]
  for (let pass = 0; pass < powerIterations; pass++) {
    const leftBasis = roughlyOrthonormalize(left, matrix.rows, width).basis;
    const right = multiply(transposed, leftBasis, width); // [columns, width]
    const rightBasis = roughlyOrthonormalize(right, matrix.columns, width).basis;
    left = multiply(matrix, rightBasis, width); // [rows, width]
  }

  // Aᵀ·Q = P·R and R = W·diag(s)·Zᵀ, so A ≈ (Q·Z)·diag(s)·(P·W)ᵀ.
  const q = orthonormalize(left, matrix.rows, width).basis; // [rows, width]
  const { basis: p, r } = orthonormalize(multiply(transposed, q, width), matrix.columns, width); // [columns, width]
  const small = jacobiSvd(r, width);
  const floor = small.s[0]! * NEGLIGIBLE;
  const s = Float32Array.from({ length: rank }, (_, k) => (small.s[k]! > floor ? small.s[k]! : 0));
  const u = multiplyPanel(q, matrix.rows, width, leadingColumns(small.v, width, s), rank);
  const v = multiplyPanel(p, matrix.columns, width, leadingColumns(small.u, width, s), rank);
  fixSigns(u, v, rank);
  return { u, s, v };
}

/** Extra directions of the range finder, as Halko et al. advise (5 to 10). */
const OVERSAMPLING = 10;

/** Singular values below this share of the largest are rounding of the float32 products. */
const NEGLIGIBLE = 1e-6;

/** The first s.length columns of vectors [width, width]; that of a zero singular value is zero. */
function leadingColumns(vectors: Float64Array, width: number, s: Float32Array): Float64Array {
  const rank = s.length;
  const leading = new Float64Array(width * rank);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < rank; column++) {
      if (s[column] !== 0) leading[row * rank + column] = vectors[row * width + column]!;
    }
  }
  return leading;
}

function fixSigns(u: Float32Array, v: Float32Array, rank: number): void {
  for (let column = 0; column < rank; column++) {
    let largest = 0;
    for (let position = column; position < u.length; position += rank) {
      if (Math.abs(u[position]!) > Math.abs(largest)) largest = u[position]!;
    }
    if (largest >= 0) continue;
    negateColumn(u, column, rank);
    negateColumn(v, column, rank);
  }
}

function negateColumn(vectors: Float32Array, column: number, rank: number): void {
  for (let position = column; position < vectors.length; position += rank) vectors[position] = -vectors[position]!;
}
