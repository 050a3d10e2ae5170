import type { CsrMatrix } from '../../linalg/csr.js';

/** A vector that is zero but at some places; what stands at one place more than once adds up. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

export function unitVector(index: number): SparseVector {
  return { indices: Int32Array.of(index), values: Float64Array.of(1) };
}

/** The sum of two vectors. */
export function together(a: SparseVector, b: SparseVector): SparseVector {
  const indices = new Int32Array(a.indices.length + b.indices.length);
  const values = new Float64Array(indices.length);
  indices.set(a.indices);
  indices.set(b.indices, a.indices.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { indices, values };
}

/** A dense vector of zeros that remembers where it was added to, so that taking a sum costs what went into it. */
export class SparseAccumulator {
  readonly #values: Float64Array;
  readonly #isTouched: Uint8Array;
  readonly #touched: Int32Array;
  #count = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
    this.#isTouched = new Uint8Array(size);
    this.#touched = new Int32Array(size);
  }

  add(index: number, value: number): void {
    this.#values[index]! += value;
    if (this.#isTouched[index] === 1) return;
    this.#isTouched[index] = 1;
    this.#touched[this.#count++] = index;
  }

  /** Adds a factor times a row of a matrix. */
  addRow({ indptr, indices, values }: CsrMatrix, row: number, factor: number): void {
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      this.add(indices[entry]!, values === null ? factor : factor * values[entry]!);
    }
  }

  /** Σ weights_i sum_i²; all zeros again afterwards. */
  takeSquares(weights: Float64Array): number {
    let squares = 0;
    for (let i = 0; i < this.#count; i++) {
      const index = this.#touched[i]!;
      squares += weights[index]! * this.#values[index]! * this.#values[index]!;
      this.#values[index] = 0;
      this.#isTouched[index] = 0;
    }
    this.#count = 0;
    return squares;
  }

  /** The sum, in the order of first touch, without the place `except`; all zeros again afterwards. */
  take(except = -1): SparseVector {
    const indices = new Int32Array(this.#count);
    const values = new Float64Array(this.#count);
    let kept = 0;
    for (let i = 0; i < this.#count; i++) {
      const index = this.#touched[i]!;
      if (index !== except) {
        indices[kept] = index;
        values[kept++] = this.#values[index]!;
      }
      this.#values[index] = 0;
      this.#isTouched[index] = 0;
    }
    this.#count = 0;
    return { indices: indices.subarray(0, kept), values: values.subarray(0, kept) };
  }
}
