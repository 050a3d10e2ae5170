import { EdgewiseError } from '../core/errors.js';
import { inParts } from '../core/in-parts.js';
import { throwIfInterrupted } from '../core/run-context.js';

/**
 * The inverse of a symmetric positive definite matrix [n, n], row-major, in place: A = L Lᵀ by Cholesky, then L⁻¹, then
 * L⁻ᵀ L⁻¹. Only the lower triangle of A is read; the whole inverse is written. n³/2 multiplications in float64, four rows
 * at a time, so that a row which was read serves four: about half a minute at n = 4,000. The event loop turns in between.
 *
 * Errors: DIVERGED where the matrix is not positive definite or holds what is not a number; INTERRUPTED.
 */
export async function invertPositiveDefinite(
  matrix: Float64Array,
  n: number,
  signal: AbortSignal,
  progress: (share: number) => void = () => undefined,
): Promise<void> {
  const work = new Float64Array(ROWS * n);
  const stages = [factorizeRows, invertLowerRows, multiplyByTransposeRows];
  for (const [stage, rowsOf] of stages.entries()) {
    await inParts(n, PART, (start, end) => {
      throwIfInterrupted(signal);
      for (let row = start; row < end; row += ROWS) rowsOf(matrix, n, row, Math.min(row + ROWS, n), work);
      progress((stage + end / n) / stages.length);
    });
  }
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < row; column++) matrix[column * n + row] = matrix[row * n + column]!;
  }
}

/** Rows that are worked on together. */
const ROWS = 4;
/** Rows between two turns of the event loop, a multiple of ROWS. */
const PART = 16;

/** Rows first … end − 1 of L take the place of those of A; the rows above are done. */
function factorizeRows(a: Float64Array, n: number, first: number, end: number): void {
  const isWhole = end - first === ROWS;
  for (let j = 0; isWhole && j < first; j++) {
    const [i0, i1, i2, i3, other] = [first * n, (first + 1) * n, (first + 2) * n, (first + 3) * n, j * n];
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let k = 0; k < j; k++) {
      const value = a[other + k]!;
      s0 += a[i0 + k]! * value;
      s1 += a[i1 + k]! * value;
      s2 += a[i2 + k]! * value;
      s3 += a[i3 + k]! * value;
    }
    const pivot = 1 / a[other + j]!;
    a[i0 + j] = (a[i0 + j]! - s0) * pivot;
    a[i1 + j] = (a[i1 + j]! - s1) * pivot;
    a[i2 + j] = (a[i2 + j]! - s2) * pivot;
    a[i3 + j] = (a[i3 + j]! - s3) * pivot;
  }
  for (let i = first; i < end; i++) {
    for (let j = isWhole ? first : 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      if (i !== j) a[i * n + j] = sum / a[j * n + j]!;
      else if (sum > 0 && sum < Infinity) a[i * n + i] = Math.sqrt(sum);
      else throw new EdgewiseError('DIVERGED', `A matrix of ${n} rows is not positive definite at row ${i}.`);
    }
  }
}

/** Rows first … end − 1 of M = L⁻¹ take the place of those of L: M_i = (e_i − Σ_{k<i} L_ik M_k) / L_ii. */
function invertLowerRows(l: Float64Array, n: number, first: number, end: number, work: Float64Array): void {
  work.fill(0);
  for (let k = 0; k < first; k++) addRow(l, n, k, k + 1, (row) => l[row * n + k]!, first, end, work);
  for (let i = first; i < end; i++) {
    const sums = work.subarray((i - first) * n, (i - first) * n + i);
    for (let k = first; k < i; k++) {
      const factor = l[i * n + k]!;
      for (let column = 0; column <= k; column++) sums[column]! += factor * l[k * n + column]!;
    }
    const pivot = 1 / l[i * n + i]!;
    for (let column = 0; column < i; column++) l[i * n + column] = -sums[column]! * pivot;
    l[i * n + i] = pivot;
  }
}

/** Rows first … end − 1 of MᵀM take the place of those of M, whose later rows they need: Σ_{i≥a} M_ia M_i. */
function multiplyByTransposeRows(m: Float64Array, n: number, first: number, end: number, work: Float64Array): void {
  work.fill(0);
  for (let i = first; i < n; i++) {
    addRow(m, n, i, Math.min(i + 1, end), (row) => (row <= i ? m[i * n + row]! : 0), first, end, work);
  }
  for (let row = first; row < end; row++) {
    for (let column = 0; column <= row; column++) m[row * n + column] = work[(row - first) * n + column]!;
  }
}

/** Adds the first `width` values of row `source` to the sums of rows first … end − 1, each times its factor. */
function addRow(
  matrix: Float64Array,
  n: number,
  source: number,
  width: number,
  factorOf: (row: number) => number,
  first: number,
  end: number,
  work: Float64Array,
): void {
  const factor = (row: number): number => (row < end ? factorOf(row) : 0);
  const [f0, f1, f2, f3] = [factor(first), factor(first + 1), factor(first + 2), factor(first + 3)];
  const from = source * n;
  for (let column = 0; column < width; column++) {
    const value = matrix[from + column]!;
    work[column]! += f0 * value;
    work[n + column]! += f1 * value;
    work[2 * n + column]! += f2 * value;
    work[3 * n + column]! += f3 * value;
  }
}
