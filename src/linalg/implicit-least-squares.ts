import { inParts } from '../core/in-parts.js';
import { throwIfInterrupted } from '../core/run-context.js';
import type { CsrMatrix } from './csr.js';

export interface LeastSquaresOptions {
  readonly dimensions: number;
  /** λ, of the squared length of a factor. */
  readonly regularization: number;
  /** Confidence in a pair of weight w is 1 + alpha·w, in one that never was 1. */
  readonly alpha: number;
  /** Conjugate gradient steps a row, from where the row stands. */
  readonly steps: number;
  readonly signal: AbortSignal;
  readonly progress?: (rows: number) => void;
}

/**
 * One half of alternating least squares for implicit feedback (Hu, Koren & Volinsky, ICDM 2008): moves each row of
 * `factors` [rows, d] towards the minimum over x of Σ_j c_j (p_j − x·y_j)² + λ‖x‖², where the others' factors y [columns, d]
 * stand still, p is 1 and c is 1 + alpha·w where the matrix has an entry of weight w, else 0 and 1. By some steps of
 * conjugate gradients (Takács, Pilászy & Tikk, RecSys 2011): with the Gram matrix of all y made once, a row takes
 * steps · (d² + 2d · its entries) multiplications in place of d³. A row without entries becomes 0. Changes `factors`.
 * Errors: INTERRUPTED.
 */
export async function improveFactors(
  matrix: CsrMatrix,
  factors: Float32Array,
  others: Float32Array,
  options: LeastSquaresOptions,
): Promise<void> {
  const { dimensions, regularization, signal, progress } = options;
  const gram = gramOf(others, dimensions, regularization);
  const solver = new RowSolver(matrix, others, gram, options);
  await inParts(matrix.rows, ROWS_A_TURN, (start, end) => {
    throwIfInterrupted(signal);
    for (let row = start; row < end; row++) {
      solver.improve(row, factors.subarray(row * dimensions, (row + 1) * dimensions));
    }
    progress?.(end);
  });
}

const ROWS_A_TURN = 256;

/** YᵀY + λI [d, d] */
function gramOf(table: Float32Array, dimensions: number, regularization: number): Float64Array {
  const gram = new Float64Array(dimensions * dimensions);
  for (let start = 0; start < table.length; start += dimensions) {
    for (let a = 0; a < dimensions; a++) {
      const value = table[start + a]!;
      for (let b = 0; b <= a; b++) gram[a * dimensions + b]! += value * table[start + b]!;
    }
  }
  for (let a = 0; a < dimensions; a++) {
    gram[a * dimensions + a]! += regularization;
    for (let b = 0; b < a; b++) gram[b * dimensions + a] = gram[a * dimensions + b]!;
  }
  return gram;
}

/** Squared residual below which a row is solved. */
const SOLVED = 1e-20;

class RowSolver {
  readonly #matrix: CsrMatrix;
  readonly #others: Float32Array;
  readonly #gram: Float64Array;
  readonly #options: LeastSquaresOptions;
  readonly #x: Float64Array;
  readonly #residual: Float64Array;
  readonly #direction: Float64Array;
  readonly #image: Float64Array;

  constructor(matrix: CsrMatrix, others: Float32Array, gram: Float64Array, options: LeastSquaresOptions) {
    this.#matrix = matrix;
    this.#others = others;
    this.#gram = gram;
    this.#options = options;
    const vector = (): Float64Array => new Float64Array(options.dimensions);
    [this.#x, this.#residual, this.#direction, this.#image] = [vector(), vector(), vector(), vector()];
  }

  /** Moves x [d] towards the solution of A x = b, A = YᵀY + λI + Σ (c−1) y yᵀ, b = Σ c y. */
  improve(row: number, factors: Float32Array): void {
    const { indptr } = this.#matrix;
    if (indptr[row] === indptr[row + 1]) {
      factors.fill(0);
      return;
    }
    const [x, residual, direction, image] = [this.#x, this.#residual, this.#direction, this.#image];
    x.set(factors);
    this.#apply(row, x, image);
    this.#target(row, residual);
    for (let d = 0; d < x.length; d++) residual[d]! -= image[d]!;
    direction.set(residual);
    let square = dot(residual, residual);
    for (let step = 0; step < this.#options.steps && square > SOLVED; step++) {
      this.#apply(row, direction, image);
      const length = square / dot(direction, image);
      for (let d = 0; d < x.length; d++) {
        x[d]! += length * direction[d]!;
        residual[d]! -= length * image[d]!;
      }
      const next = dot(residual, residual);
      const turn = next / square;
      for (let d = 0; d < x.length; d++) direction[d] = residual[d]! + turn * direction[d]!;
      square = next;
    }
    factors.set(x);
  }

  /** image = A v */
  #apply(row: number, v: Float64Array, image: Float64Array): void {
    const { length } = v;
    const gram = this.#gram;
    for (let a = 0; a < length; a++) {
      let sum = 0;
      for (let b = 0; b < length; b++) sum += gram[a * length + b]! * v[b]!;
      image[a] = sum;
    }
    const { indptr, indices, values } = this.#matrix;
    const y = this.#others;
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      const start = indices[entry]! * length;
      let product = 0;
      for (let d = 0; d < length; d++) product += y[start + d]! * v[d]!;
      product *= this.#options.alpha * (values?.[entry] ?? 1);
      for (let d = 0; d < length; d++) image[d]! += product * y[start + d]!;
    }
  }

  /** target = b */
  #target(row: number, target: Float64Array): void {
    const { indptr, indices, values } = this.#matrix;
    target.fill(0);
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      const start = indices[entry]! * target.length;
      const confidence = 1 + this.#options.alpha * (values?.[entry] ?? 1);
      for (let d = 0; d < target.length; d++) target[d]! += confidence * this.#others[start + d]!;
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
