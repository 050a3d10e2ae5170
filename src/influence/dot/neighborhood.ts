import type { InteractionGraph } from '../graph/interaction-graph.js';
import { OtherUsers } from '../graph/other-users.js';
import type { SparseVector } from '../graph/sparse-vector.js';

/**
 * Her edges a_k = a_uk, and where they lead over the other users: the walks C°^j a, and her closed walks aᵀC°^j a.
 * They are what the closed form needs whichever of her edges changes.
 */
export class Neighborhood {
  readonly others: OtherUsers;
  /** Ascending. [n] */
  readonly items: Int32Array;
  /** w_uk [n] */
  readonly weights: Float64Array;
  /** D_u */
  readonly degree: number;
  /** (C°^j a)_k of her own items for j = 0 … powers; the first is a itself. [powers + 1][n] */
  readonly walks: readonly Float64Array[];
  /** aᵀC°^j a for j = 0 … powers. */
  readonly closedWalks: readonly number[];
  readonly #graph: InteractionGraph;
  readonly #places: ReadonlyMap<number, number>;
  /** (C°^j)_sk of her items s by item, over hers. */
  readonly #ownRows = new Map<number, Float64Array[]>();
  /** A°C°^(j-1) a for j = 1 … powers: where the walks are before their last step to the items. */
  readonly #walkUsers: readonly SparseVector[];

  constructor(graph: InteractionGraph, user: number, powers: number) {
    const { edges, degrees, scale } = graph.users;
    const start = edges.indptr[user]!;
    const end = edges.indptr[user + 1]!;
    this.others = new OtherUsers(graph, user);
    this.items = edges.indices.slice(start, end);
    this.weights = Float64Array.from(this.items, (_, place) => edges.values?.[start + place] ?? 1);
    this.degree = degrees[user]!;
    this.#graph = graph;
    this.#places = new Map(Array.from(this.items, (item, place) => [item, place]));

    const shares = this.weights.map((weight, place) => weight * scale[user]! * graph.items.scale[this.items[place]!]!);
    this.#walkUsers = this.#walk(shares, powers);
    this.walks = [shares, ...this.#walkUsers.map((users) => this.others.atItems(users, this.items))];
    this.closedWalks = this.walks.map((walk) => walk.reduce((sum, value, place) => sum + value * shares[place]!, 0));
  }

  /** Place of an item among hers. */
  placeOf(item: number): number | undefined {
    return this.#places.get(item);
  }

  /** a_ui; 0 for an item that is not hers. */
  shareOf(item: number): number {
    const place = this.placeOf(item);
    return place === undefined ? 0 : this.walks[0]![place]!;
  }

  /** D_i */
  itemDegree(item: number): number {
    return this.#graph.items.degrees[item]!;
  }

  /** (C°^j a)_i of any items for j = 0 … powers → [powers + 1][items] */
  walksTo(items: ArrayLike<number>): readonly Float64Array[] {
    const places = Array.from(items, (item) => this.placeOf(item));
    if (places.every((place) => place !== undefined)) {
      return this.walks.map((walk) => Float64Array.from(places, (place) => walk[place]!));
    }
    return [
      Float64Array.from(items, (item) => this.shareOf(item)),
      ...this.#walkUsers.map((users) => this.others.atItems(users, items)),
    ];
  }

  /**
   * (C°^j)_sk of some items s and k for j = 1 … powers → [items][powers][items]. Of several of her own, rows over all of hers
   * are kept: sets that are tried one after the other share most of their members.
   */
  coInteractions(items: Int32Array, powers: number): Float64Array[][] {
    const places = Array.from(items, (item) => this.placeOf(item)).filter((place) => place !== undefined);
    if (items.length === 1 || places.length < items.length || this.items.length > MOST_KEPT) {
      return Array.from(items, (item) => this.others.coInteractions(item, items, powers));
    }
    return Array.from(items, (item) => this.#ownRow(item, powers).map((row) => atPlaces(row, places)));
  }

  /** C°^j a over the whole catalog for j = 1 … powers → [powers][I] */
  walksEverywhere(): Float64Array[] {
    return this.#walkUsers.map((users) => {
      const walk = new Float64Array(this.#graph.items.degrees.length);
      this.others.addToItems(users, 1, walk);
      return walk;
    });
  }

  #ownRow(item: number, powers: number): Float64Array[] {
    const kept = this.#ownRows.get(item);
    if (kept !== undefined && kept.length >= powers) return kept.slice(0, powers);
    const rows = this.others.coInteractions(item, this.items, powers);
    this.#ownRows.set(item, rows);
    return rows;
  }

  #walk(shares: Float64Array, powers: number): SparseVector[] {
    const steps: SparseVector[] = [];
    let vector: SparseVector = { indices: this.items, values: shares };
    for (let power = 1; power <= powers; power++) {
      const users = this.others.toUsers(vector);
      steps.push(users);
      if (power < powers) vector = this.others.toItems(users);
    }
    return steps;
  }
}

function atPlaces(row: Float64Array, places: readonly number[]): Float64Array {
  const values = new Float64Array(places.length);
  for (let index = 0; index < places.length; index++) values[index] = row[places[index]!]!;
  return values;
}

/** Users with more items keep no rows of co-interactions among them: they would take that many squared numbers. */
const MOST_KEPT = 1000;
