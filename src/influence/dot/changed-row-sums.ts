import type { RowSums } from '../../linalg/moments.js';
import { ColumnProducts } from '../graph/column-products.js';
import type { CatalogSums } from './catalog-sums.js';
import { changedColumns } from './changed-columns.js';
import type { Table } from '../graph/propagate-side.js';
import { dot, type Layers } from './layers.js';
import type { Neighborhood } from './neighborhood.js';
import type { ChangedUser } from './propagate-change.js';
import { TargetItems } from './target-items.js';

/** The items of a snapshot as they are scored, and what they add up to. */
export interface SummedItems {
  readonly layers: Layers;
  /** c [I] */
  readonly itemScales: Float32Array;
  readonly sums: CatalogSums;
}

/**
 * What one user's row adds up to after changes of her own edges S, without the row. Outside S it is, with q = e_u',
 *
 *     s'_i = c_i (e_i·q + m_i),      m = Σ_j h_j C°^j a + k,      k = Σ_{j≥1} Σ_S β_js C°^j 1_s
 *
 * (docs/influence.md; h_0 = bB − A, h_j = α_j), so that
 *
 *     Σ s'_i  = q·Σ t_i + Σ c_i m_i                              t_i = c_i e_i
 *     Σ s'_i² = qᵀ(Σ t_i t_iᵀ)q + 2 Σ c_i (t_i·q) m_i + Σ c_i² m_i²
 *
 * and at S what the formula says is exchanged for the true score. Whatever does not depend on the change is summed once:
 * products with the table come from C^j by C°^j = C^j − Σ_{i<j} C°^i a aᵀ C^{j−1−i}, those of columns C°1_s from
 * ColumnProducts. Only where columns of more than one step are needed (four layers) k is made for each change. In float64.
 */
export class ChangedRowSums {
  readonly #items: SummedItems;
  readonly #neighborhood: Neighborhood;
  /** v_j = C°^j a over the catalog for j = 1 … powers; v_0 = a is hers alone. [powers][I] */
  readonly #walks: readonly Float64Array[];
  /** Σ c_i v_ji [powers + 1] */
  readonly #walkSums: readonly number[];
  /** Σ c_i² v_ji v_li [powers + 1][powers + 1] */
  readonly #walkProducts: readonly (readonly number[])[];
  /** aᵀ C^j (c_i² e_i) for j = 0 … powers of edges [][d] */
  readonly #fromHer: readonly Float64Array[];
  /** Of the items that may change. */
  readonly #columns: ColumnProducts;
  /** (C° c)_s of those. */
  readonly #columnSums: Float64Array;
  /** (C° c²v_j)_s of those. [powers + 1][changing] */
  readonly #columnWalks: readonly Float64Array[];
  readonly #places: ReadonlyMap<number, number>;

  /** `changing`: items whose edges S may name. */
  constructor(items: SummedItems, neighborhood: Neighborhood, walks: readonly Float64Array[], changing: Int32Array) {
    this.#items = items;
    this.#neighborhood = neighborhood;
    this.#walks = walks;
    this.#walkSums = [this.#sumOfShares(), ...walks.map((walk) => this.#sumOf(walk))];
    this.#walkProducts = this.#multiplyWalks();
    this.#fromHer = this.#sumOwn();
    const { columnNorms, spreadScales } = items.sums;
    this.#columns = new ColumnProducts(columnNorms, neighborhood.others, changing);
    this.#columnSums = Float64Array.from(changing, (item) => {
      return spreadScales[item]! - neighborhood.shareOf(item) * this.#walkSums[0]!;
    });
    const { squaredScales } = columnNorms;
    this.#columnWalks = [this.#columns.withHers, ...walks.map((walk) => this.#columns.with(walk, squaredScales))];
    this.#places = new Map(Array.from(changing, (item, place) => [item, place]));
  }

  /** Sums over the whole catalog [I]. */
  after(changed: ChangedUser): RowSums {
    const gains = changed.walkGains.slice(0, this.#walkSums.length);
    const parts = [this.#items.sums.items.of(changed.embedding), this.#ofWalks(changed, gains)];
    if (changed.edges.items.length > 0) {
      const columns =
        changed.edgeGains.length > 2 ? this.#ofMadeColumns(changed, gains) : this.#ofColumns(changed, gains);
      parts.push(columns, this.#ofChanged(changed));
    }
    return parts.reduce((total, { sum, squares, gross }) => ({
      sum: total.sum + sum,
      squares: total.squares + squares,
      gross: total.gross + gross,
    }));
  }

  /** What Σ_j h_j v_j adds, alone and times the table. */
  #ofWalks({ embedding }: ChangedUser, gains: readonly number[]): RowSums {
    const fromHer = this.#fromHer.map((vector) => dot(vector, 0, embedding));
    const { closedWalks } = this.#neighborhood;
    let [sum, squares, gross] = [0, 0, 0];
    for (const [j, gain] of gains.entries()) {
      let withTable = fromHer[j]!;
      for (let i = 0; i < j; i++) withTable -= closedWalks[i]! * fromHer[j - 1 - i]!;
      sum += gain * this.#walkSums[j]!;
      squares += 2 * gain * withTable;
      for (const [l, other] of gains.entries()) squares += gain * other * this.#walkProducts[j]![l]!;
      gross += gain * gain * this.#walkProducts[j]![j]!;
    }
    return { sum, squares, gross };
  }

  /** What k adds, alone, times the table and times the walks, where it is Σ_S β_1s C°1_s. */
  #ofColumns(changed: ChangedUser, gains: readonly number[]): RowSums {
    const edgeGains = changed.edgeGains[1];
    if (edgeGains === undefined) return { sum: 0, squares: 0, gross: 0 };
    const places = Array.from(changed.edges.items, (item) => this.#places.get(item)!);
    const alone = this.#columns.squaresOf(places, edgeGains);
    let [sum, squares] = [0, alone.squares + 2 * this.#columnsWithTable(changed)];
    for (const [s, place] of places.entries()) {
      sum += edgeGains[s]! * this.#columnSums[place]!;
      for (const [j, gain] of gains.entries()) squares += 2 * gain * edgeGains[s]! * this.#columnWalks[j]![place]!;
    }
    return { sum, squares, gross: alone.gross };
  }

  /** The same of any k. */
  #ofMadeColumns(changed: ChangedUser, gains: readonly number[]): RowSums {
    const { itemScales } = this.#items;
    const { indices, values } = changedColumns(this.#neighborhood.others, changed);
    let [sum, squares, gross] = [0, 2 * this.#columnsWithTable(changed), 0];
    for (let place = 0; place < indices.length; place++) {
      const item = indices[place]!;
      const value = itemScales[item]! * values[place]!;
      let walks = gains[0]! * this.#neighborhood.shareOf(item);
      for (let j = 1; j < gains.length; j++) walks += gains[j]! * this.#walks[j - 1]![item]!;
      sum += value;
      squares += value * (value + 2 * itemScales[item]! * walks);
      gross += value * value;
    }
    return { sum, squares, gross };
  }

  /** Σ_i c_i (t_i·q) k_i */
  #columnsWithTable({ embedding, edges, edgeGains }: ChangedUser): number {
    const fromHer = this.#fromHer.map((vector) => dot(vector, 0, embedding));
    const walks = this.#neighborhood.walksTo(edges.items);
    let sum = 0;
    for (let j = 1; j < edgeGains.length; j++) {
      for (const [s, item] of edges.items.entries()) {
        let withTable = dot(this.#items.sums.spread[j - 1]!, item, embedding);
        for (let i = 0; i < j; i++) withTable -= walks[i]![s]! * fromHer[j - 1 - i]!;
        sum += edgeGains[j]![s]! * withTable;
      }
    }
    return sum;
  }

  /** What the true scores of S add, and what the formula said of them takes away. */
  #ofChanged(changed: ChangedUser): RowSums {
    const { itemScales, layers } = this.#items;
    const { items } = changed.edges;
    const changedItems = new TargetItems(items, items, layers, this.#neighborhood, changed.edgeGains.length - 1);
    const [scores, unchanged] = [changedItems.after(changed), changedItems.asIfUnchanged(changed)];
    let [sum, squares, gross] = [0, 0, 0];
    for (const [s, item] of items.entries()) {
      const [score, said] = [itemScales[item]! * scores[s]!, itemScales[item]! * unchanged[s]!];
      sum += score - said;
      squares += score * score - said * said;
      gross += score * score + said * said;
    }
    return { sum, squares, gross };
  }

  #sumOfShares(): number {
    const { items, walks } = this.#neighborhood;
    return walks[0]!.reduce((sum, share, place) => sum + this.#items.itemScales[items[place]!]! * share, 0);
  }

  #sumOf(walk: Float64Array): number {
    const { itemScales } = this.#items;
    let sum = 0;
    for (let item = 0; item < walk.length; item++) sum += itemScales[item]! * walk[item]!;
    return sum;
  }

  /** Those with a over her own items, the others over the catalog. */
  #multiplyWalks(): number[][] {
    const { itemScales } = this.#items;
    const { items, walks } = this.#neighborhood;
    const [shares] = walks;
    const withShares = (walk: Float64Array): number =>
      walk.reduce((sum, value, place) => sum + itemScales[items[place]!]! ** 2 * value * shares![place]!, 0);
    return walks.map((walk, j) => {
      return walks.map((other, l) => {
        if (j === 0 || l === 0) return withShares(j === 0 ? other : walk);
        return this.#productOf(this.#walks[j - 1]!, this.#walks[l - 1]!);
      });
    });
  }

  #productOf(walk: Float64Array, other: Float64Array): number {
    const { squaredScales } = this.#items.sums.columnNorms;
    let sum = 0;
    for (let item = 0; item < walk.length; item++) sum += squaredScales[item]! * walk[item]! * other[item]!;
    return sum;
  }

  #sumOwn(): Float64Array[] {
    const { layers, itemScales, sums } = this.#items;
    const { items } = this.#neighborhood;
    const [shares] = this.#neighborhood.walks;
    const scaled = shares!.map((share, place) => share * itemScales[items[place]!]! ** 2);
    return [
      weightedRows(layers.itemEmbeddings, items, scaled, layers.dimensions),
      ...sums.spread.map((table) => weightedRows(table, items, shares!, layers.dimensions)),
    ];
  }
}

/** Σ_k weights_k table_k over some rows → [d] */
function weightedRows(table: Table, rows: Int32Array, weights: Float64Array, dimensions: number): Float64Array {
  const sum = new Float64Array(dimensions);
  for (let place = 0; place < rows.length; place++) {
    const offset = rows[place]! * dimensions;
    for (let d = 0; d < dimensions; d++) sum[d]! += weights[place]! * table[offset + d]!;
  }
  return sum;
}
