import { normalizedInteractions } from './bipartite.js';
import { columnSums, transpose, type CsrMatrix } from './csr.js';
import { multiply } from './multiply.js';

export interface ChebyshevOptions {
  /** How strongly popular items are favored: rows pass through D_I^-β before the filter and D_I^β after it. */
  readonly beta: number;
  /** c_0 … c_K of Σ c_k T_k. */
  readonly coefficients: readonly number[];
}

/**
 * A polynomial low-pass over the item graph (ChebyCF: Kim et al., SIGIR 2025): D_I^β · Σ_k c_k T_k(L) · D_I^-β of a user's
 * row of R, with W = D_U^-½ R D_I^-½ and L = I − 2 WᵀW, whose eigenvalues lie in [-1, 1] with what is smooth near -1. T_k
 * come of their recurrence: two sparse products for each degree.
 */
export class ChebyshevFilter {
  readonly #graph: CsrMatrix;
  readonly #byUser: CsrMatrix;
  readonly #byItem: CsrMatrix;
  readonly #coefficients: readonly number[];
  /** D_I^β [I]; 0 for an item without interactions, which nothing reaches. */
  readonly #scales: Float64Array;

  /** `graph` is users × items with weights above 0. */
  constructor(graph: CsrMatrix, { beta, coefficients }: ChebyshevOptions) {
    this.#graph = graph;
    this.#byUser = normalizedInteractions(graph);
    this.#byItem = transpose(this.#byUser);
    this.#coefficients = coefficients;
    this.#scales = columnSums(graph).map((degree) => (degree > 0 ? degree ** beta : 0));
  }

  /** The scores of every item for each of the users → [users, I], row-major. */
  rows(users: Int32Array): Float32Array {
    const { columns: items } = this.#graph;
    const filtered = this.#polynomial(this.#scaledRows(users), users.length); // [I, users]
    const rows = new Float32Array(users.length * items);
    for (let item = 0; item < items; item++) {
      for (let place = 0; place < users.length; place++) {
        rows[place * items + item] = this.#scales[item]! * filtered[item * users.length + place]!;
      }
    }
    return rows;
  }

  /** D_I^-β of the users' rows of R, as columns → [I, users]. */
  #scaledRows(users: Int32Array): Float32Array {
    const { columns: items, indptr, indices, values } = this.#graph;
    const scaled = new Float32Array(items * users.length);
    for (const [place, user] of users.entries()) {
      for (let entry = indptr[user]!; entry < indptr[user + 1]!; entry++) {
        const item = indices[entry]!;
        scaled[item * users.length + place] = (values?.[entry] ?? 1) / this.#scales[item]!;
      }
    }
    return scaled;
  }

  /** Σ c_k T_k(L) x of x [I, columns]. */
  #polynomial(x: Float32Array, columns: number): Float32Array {
    const sum = x.map((value) => this.#coefficients[0]! * value);
    let before = x;
    let term = this.#graphShift(x, columns); // T_1 = L
    for (const [k, coefficient] of this.#coefficients.entries()) {
      if (k === 0) continue;
      if (k > 1) {
        const next = this.#graphShift(term, columns);
        for (let i = 0; i < next.length; i++) next[i] = 2 * next[i]! - before[i]!;
        [before, term] = [term, next];
      }
      for (let i = 0; i < sum.length; i++) sum[i]! += coefficient * term[i]!;
    }
    return sum;
  }

  /** L x = x − 2 WᵀW x. */
  #graphShift(x: Float32Array, columns: number): Float32Array {
    const product = multiply(this.#byItem, multiply(this.#byUser, x, columns), columns);
    for (let i = 0; i < product.length; i++) product[i] = x[i]! - 2 * product[i]!;
    return product;
  }
}
