import type { RowSums } from '../../linalg/moments.js';
import { ColumnProducts } from '../graph/column-products.js';
import type { OtherUsers } from '../graph/other-users.js';
import type { EdgeChange, OwnEdge } from '../score-oracle.js';
import { weightGains } from './start-after.js';
import type { WalkSteps } from './walk-steps.js';
import type { WalkSums } from './walk-sums.js';

/** One user's walks. */
export interface WalkedRow {
  readonly steps: WalkSteps;
  readonly sums: WalkSums;
  readonly others: OtherUsers;
  /** F as things are, 0 at columns that are no items: read at once. [columns] */
  readonly row: Float64Array;
}

/**
 * What one user's row F adds up to after changes of her own edges S, without the row. Let r_s be what an edge of weight 1
 * to item s adds to it; F is linear in its edges, so that with weights that grow by Δ_s
 *
 *     Σ F'_i = Σ F_i + Σ_S Δ_s Σ_i r_si,      Σ F'_i² = Σ F_i² + 2 Σ_S Δ_s F·r_s + ‖Σ_S Δ_s r_s‖²
 *
 * where r_s = start_s end∘C°1_s and sums and products of columns are told without them.
 */
export class ChangedWalkSums {
  readonly #start: Float64Array;
  readonly #edges: readonly OwnEdge[];
  readonly #before: RowSums;
  /** Of the items that may change. */
  readonly #columns: ColumnProducts;
  /** (C° end)_s of those. */
  readonly #columnSums: Float64Array;
  /** F·(end∘C°1_s) of those. */
  readonly #columnsWithRow: Float64Array;
  readonly #places: ReadonlyMap<number, number>;

  /** `changing`: items whose edges S may name. */
  constructor({ steps, sums, others, row }: WalkedRow, edges: readonly OwnEdge[], changing: readonly number[]) {
    const items = Int32Array.from(changing);
    this.#start = steps.start;
    this.#edges = edges;
    this.#places = new Map(changing.map((item, place) => [item, place]));
    this.#before = sumsOf(row);
    this.#columns = new ColumnProducts(sums.columnNorms, others, items);
    this.#columnSums = columnSums(items, steps, sums, others);
    this.#columnsWithRow = this.#columns.with(row, steps.end);
  }

  after(changes: readonly EdgeChange[]): RowSums {
    const places = changes.map(({ item }) => this.#places.get(item)!);
    const gains = weightGains(this.#edges, changes).map((gain, s) => gain * this.#start[changes[s]!.item]!);
    const alone = this.#columns.squaresOf(places, gains);
    let { sum, squares } = this.#before;
    for (const [s, place] of places.entries()) {
      sum += gains[s]! * this.#columnSums[place]!;
      squares += 2 * gains[s]! * this.#columnsWithRow[place]!;
    }
    return { sum, squares: squares + alone.squares, gross: this.#before.gross + alone.gross };
  }
}

function sumsOf(row: Float64Array): RowSums {
  let [sum, squares] = [0, 0];
  for (let item = 0; item < row.length; item++) {
    sum += row[item]!;
    squares += row[item]! * row[item]!;
  }
  return { sum, squares, gross: squares };
}

/** Those over all users without the user's own: (C end)_s − a_s a·end. */
function columnSums(items: Int32Array, { end }: WalkSteps, sums: WalkSums, others: OtherUsers): Float64Array {
  const { indices, values } = others.shares();
  let hers = 0;
  for (let place = 0; place < indices.length; place++) hers += values[place]! * end[indices[place]!]!;
  const shares = new Map(Array.from(indices, (item, place) => [item, values[place]!]));
  return Float64Array.from(items, (item) => sums.columnSums[item]! - (shares.get(item) ?? 0) * hers);
}
