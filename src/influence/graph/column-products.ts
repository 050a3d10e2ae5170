import type { ColumnNorms } from './column-norms.js';
import type { OtherUsers } from './other-users.js';
import { unitVector } from './sparse-vector.js';

/**
 * The columns C°1_s of some items s, over the users but one and with items weighed by c², known by their products alone:
 * with other vectors, ⟨1_s, C°x⟩, and with one another. Making one takes as long as the walks from s are many.
 */
export class ColumnProducts {
  /** With the user's own row of the graph: C°1_s·a, items weighed. [items] */
  readonly withHers: Float64Array;
  readonly #norms: ColumnNorms;
  readonly #others: OtherUsers;
  readonly #items: Int32Array;
  /** Whoever else has any of the items. */
  readonly #users: Int32Array;
  /** ‖C°1_s‖² [items] */
  readonly #squares: Float64Array;
  /** C°1_s·C°1_t by place of s, then of t [items][items]; of those that were made. */
  readonly #rows: (Float64Array | undefined)[];
  /** How many sums of columns were made for want of rows. */
  #sumsMade = 0;

  constructor(norms: ColumnNorms, others: OtherUsers, items: Int32Array) {
    this.#norms = norms;
    this.#others = others;
    this.#items = items;
    this.#users = others.toUsers({ indices: items, values: new Float64Array(items.length).fill(1) }).indices;
    this.#rows = Array.from(items, () => undefined);
    this.withHers = this.#productsWithHers();
    this.#squares = this.#squaresWithoutHer();
  }

  /** C°1_s·x of a dense vector [I], each item of which is scaled → [items] */
  with(vector: Float64Array, scales: Float64Array): Float64Array {
    return this.#others.atItems(this.#others.atUsers(vector, scales, this.#users), this.#items);
  }

  /**
   * ‖Σ_s gains_s C°1_s‖² over some of the items, by their places; `gross` is no less than what any of its terms comes to,
   * by which to tell how much of it cancels.
   */
  squaresOf(places: readonly number[], gains: Float64Array): { readonly squares: number; readonly gross: number } {
    let gross = 0;
    for (const [s, place] of places.entries()) gross += gains[s]! ** 2 * this.#norms.of(this.#items[place]!);
    gross *= places.length;
    return {
      squares: this.#areTold(places) ? this.#addProducts(places, gains) : this.#squaresOfSum(places, gains),
      gross,
    };
  }

  /**
   * Whether their products with one another are known, or worth knowing: a row of products takes as long as a sum of
   * columns, so that rows are made once as many sums were made as rows are missing.
   */
  #areTold(places: readonly number[]): boolean {
    const missing = places.slice(0, -1).filter((place) => this.#rows[place] === undefined);
    if (missing.length > WORTH_MAKING && missing.length > this.#sumsMade++) return false;
    for (const place of missing) this.#rows[place] = this.#rowOf(place);
    return true;
  }

  #addProducts(places: readonly number[], gains: Float64Array): number {
    let squares = 0;
    for (const [s, place] of places.entries()) {
      let withOthers = gains[s]! * this.#squares[place]!;
      for (let t = 0; t < s; t++) withOthers += 2 * gains[t]! * this.#rows[places[t]!]![place]!;
      squares += gains[s]! * withOthers;
    }
    return squares;
  }

  #squaresOfSum(places: readonly number[], gains: Float64Array): number {
    const from = { indices: Int32Array.from(places, (place) => this.#items[place]!), values: gains };
    const { indices, values } = this.#others.toItems(this.#others.toUsers(from));
    const { squaredScales } = this.#norms;
    let sum = 0;
    for (let place = 0; place < indices.length; place++) sum += squaredScales[indices[place]!]! * values[place]! ** 2;
    return sum;
  }

  #rowOf(place: number): Float64Array {
    const { squaredScales } = this.#norms;
    const column = new Float64Array(squaredScales.length);
    this.#others.addToItems(this.#others.toUsers(unitVector(this.#items[place]!)), 1, column);
    return this.with(column, squaredScales);
  }

  /** With C° = C − aaᵀ: ‖C°1_s‖² = ‖C1_s‖² − 2 a_s C°1_s·a − a_s² ‖a‖². */
  #squaresWithoutHer(): Float64Array {
    const { indices, values } = this.#others.shares();
    const shares = new Map(Array.from(indices, (item, place) => [item, values[place]!]));
    let hers = 0;
    for (const [item, share] of shares) hers += this.#norms.squaredScales[item]! * share * share;
    return Float64Array.from(this.#items, (item, place) => {
      const share = shares.get(item) ?? 0;
      return this.#norms.of(item) - 2 * share * this.withHers[place]! - share * share * hers;
    });
  }

  #productsWithHers(): Float64Array {
    const { squaredScales } = this.#norms;
    const { indices, values } = this.#others.shares();
    const weighed = values.map((share, place) => share * squaredScales[indices[place]!]!);
    return this.#others.atItems(this.#others.toUsers({ indices, values: weighed }), this.#items);
  }
}

/** Rows that are made without waiting for sums: sets grow by one member at a time. */
const WORTH_MAKING = 1;
