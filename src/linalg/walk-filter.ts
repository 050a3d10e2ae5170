import type { CsrMatrix } from './csr.js';
import { walkGraph, type WalkExponents, type WalkGraph } from './walk-graph.js';

/** Edges that a walk starts with: items, none twice, and their weights above 0 (null: all 1). */
export interface WalkStart {
  readonly items: ArrayLike<number>;
  readonly weights: ArrayLike<number> | null;
}

/** A user whom the graph does not know. */
export const NOBODY = -1;

/**
 * The walk filter of a weighted graph (users × items): the row of user u is
 *
 *     F_ui = d_i^-p Σ_j w_uj d_j^-q Σ_{v ≠ u} w_vj w_vi d_v^-a
 *
 * over the items j that she has and the other users v; d are sums of weights, of which every step of a walk carries its
 * own. Where all weights are 1 and i is new to her, that is the published filter: (p, q, a) = (.1, .9, 1) stands for the
 * normalized item–item product between D^-.4 and D^.4 (compare P3α and RP3β,
 * Paudel et al., TiiS 2016). v ≠ u changes nothing about what is new to her, and makes every row linear in her own edges.
 *
 * A row is pushed forward, from her items to their users to theirs: Σ_{j ∈ N(u)} |N(j)| + Σ_v |N(v)| additions over the
 * users v so reached, plus I. No item–item matrix is ever made: beside the interactions it is given, it holds their
 * transpose (8 bytes an entry, 12 with weights) and 24 bytes a node. Sums are taken in float64.
 */
export class WalkFilter {
  readonly items: number;
  /** What is walked, for whoever follows single walks. */
  readonly graph: WalkGraph;
  readonly #byUser: CsrMatrix;
  readonly #byItem: CsrMatrix;
  readonly #starting: Float64Array; // d_j^-q [columns]
  readonly #passing: Float64Array; // d_v^-a [U]
  readonly #ending: Float64Array; // d_i^-p [columns]
  readonly #mass: Float64Array; // [U], zeros between calls
  readonly #reached: Int32Array; // [U]
  readonly #row: Float64Array; // [columns]

  /**
   * Weights are finite and above zero. `graph` is what was made of them before, if it was: columns that are no items are
   * walked over as items are, and are in no row.
   */
  constructor(interactions: CsrMatrix, exponents: WalkExponents, graph = walkGraph(interactions, exponents)) {
    const { byUser, byItem, starting, passing, ending } = graph;
    this.graph = graph;
    this.items = graph.items;
    this.#byUser = byUser;
    this.#byItem = byItem;
    this.#starting = starting;
    this.#passing = passing;
    this.#ending = ending;
    this.#mass = new Float64Array(interactions.rows);
    this.#reached = new Int32Array(interactions.rows);
    this.#row = new Float64Array(interactions.columns);
  }

  /** Whether anybody has the item: one that nobody has is on no walk. */
  knows(item: number): boolean {
    return this.#starting[item] !== 0;
  }

  /** Whether anybody but one user has the item. */
  othersHave(item: number, self: number): boolean {
    const { indptr, indices } = this.#byItem;
    const count = indptr[item + 1]! - indptr[item]!;
    return count > 1 || (count === 1 && indices[indptr[item]!] !== self);
  }

  /** What a user's edges are in the graph itself, those to columns that are no items included. */
  edgesOf(user: number): WalkStart {
    const { indptr, indices, values } = this.#byUser;
    const [start, end] = [indptr[user]!, indptr[user + 1]!];
    return { items: indices.subarray(start, end), weights: values?.subarray(start, end) ?? null };
  }

  /** F_u → [I]: a view that the next call overwrites. `self` is u in the graph, NOBODY for whoever is not in it. */
  row(start: WalkStart, self: number): Float64Array {
    return this.#push(start, self, this.#starting, this.#ending);
  }

  /**
   * F_u → [I] with other edges of another user v, whose degree stays as it is: d_v^-a t_v w_vi, her share of every row,
   * is taken off and the new one put on. A view that the next call overwrites.
   */
  rowWith(start: WalkStart, self: number, others: ReadonlyMap<number, WalkStart>): Float64Array {
    const row = this.row(start, self);
    const own = new Map(Array.from(start.items, (item, place) => [item, weightAt(start, place)]));
    for (const [user, edges] of others) {
      this.#pass(user, this.edgesOf(user), own, -1);
      this.#pass(user, edges, own, 1);
    }
    return row;
  }

  /**
   * What an edge of weight 1 to each item would add to F_ui → [I], of the one item i asked for: a view that the next call
   * overwrites. The same walks from their other end.
   */
  gainsOf(item: number, self: number): Float64Array {
    return this.#push({ items: [item], weights: null }, self, this.#ending, this.#starting);
  }

  /** Adds to the row, `sign` times, what passes over one user with these edges. */
  #pass(user: number, edges: WalkStart, own: ReadonlyMap<number, number>, sign: 1 | -1): void {
    const { items } = edges;
    let mass = 0;
    for (let place = 0; place < items.length; place++) {
      mass += (own.get(items[place]!) ?? 0) * this.#starting[items[place]!]! * weightAt(edges, place);
    }
    if (mass === 0) return;
    const share = sign * mass * this.#passing[user]!;
    for (let place = 0; place < items.length; place++) {
      const item = items[place]!;
      this.#row[item]! += share * weightAt(edges, place) * this.#ending[item]!;
    }
  }

  #push(start: WalkStart, self: number, first: Float64Array, last: Float64Array): Float64Array {
    const reached = this.#reachUsers(start, self, first);
    this.#reachItems(reached);
    const row = this.#row;
    for (let item = 0; item < row.length; item++) row[item]! *= last[item]!;
    return row.subarray(0, this.items);
  }

  /** Puts Σ_j w_uj d_j^-q w_vj into the mass of each user v ≠ self; returns how many are listed as reached. */
  #reachUsers(start: WalkStart, self: number, first: Float64Array): number {
    const { indptr, indices, values } = this.#byItem;
    const { items } = start;
    const mass = this.#mass;
    let count = 0;
    for (let place = 0; place < items.length; place++) {
      const item = items[place]!;
      const share = weightAt(start, place) * first[item]!;
      for (let entry = indptr[item]!; entry < indptr[item + 1]!; entry++) {
        const user = indices[entry]!;
        const added = values === null ? share : share * values[entry]!;
        if (user === self || added === 0) continue;
        if (mass[user] === 0) this.#reached[count++] = user;
        mass[user]! += added;
      }
    }
    return count;
  }

  /** Moves the mass of the users who are reached on to their items. */
  #reachItems(count: number): void {
    const { indptr, indices, values } = this.#byUser;
    const [mass, row] = [this.#mass, this.#row];
    row.fill(0);
    for (let place = 0; place < count; place++) {
      const user = this.#reached[place]!;
      const share = mass[user]! * this.#passing[user]!;
      mass[user] = 0;
      const end = indptr[user + 1]!;
      if (values === null) for (let entry = indptr[user]!; entry < end; entry++) row[indices[entry]!]! += share;
      else for (let entry = indptr[user]!; entry < end; entry++) row[indices[entry]!]! += share * values[entry]!;
    }
  }
}

function weightAt({ weights }: WalkStart, place: number): number {
  return weights === null ? 1 : weights[place]!;
}
