import type { EdgeChange, OwnEdge, ScoreOracle, TargetScores } from '../score-oracle.js';
import { changedEdges } from './changed-edges.js';
import type { InteractionGraph } from './interaction-graph.js';
import type { Layers } from './layers.js';
import { Neighborhood } from './neighborhood.js';
import { propagateChange, type ChangedUser } from './propagate-change.js';
import { unitVector } from './sparse-vector.js';
import { TargetItems } from './target-items.js';

/** e_i · query for every item → [I]; valid until the next call. */
export type CatalogScorer = (query: Float64Array) => ArrayLike<number>;

/** What the oracles of all users of a snapshot share. */
export interface PropagatedGraph {
  readonly graph: InteractionGraph;
  readonly layers: Layers;
  readonly scoreCatalog: CatalogScorer;
}

/** The scores of a trained user on the snapshot's own graph: component kind `dot`, view MODEL. */
export class GraphOracle implements ScoreOracle {
  readonly source = 'MODEL';
  readonly edges: readonly OwnEdge[];
  readonly #shared: PropagatedGraph;
  readonly #user: number;
  readonly #neighborhood: Neighborhood;
  readonly #columnPowers: number;
  /** C°^j a over the catalog [j - 1][I], made when first asked for. */
  #walks: readonly Float64Array[] | undefined;

  constructor(shared: PropagatedGraph, user: number, edges: readonly OwnEdge[]) {
    const layers = shared.layers.tables.length - 1;
    this.edges = edges;
    this.#shared = shared;
    this.#user = user;
    this.#neighborhood = new Neighborhood(shared.graph, user, Math.floor((layers - 1) / 2));
    this.#columnPowers = Math.floor(layers / 2);
  }

  target(items: readonly number[], changing?: readonly number[]): TargetScores {
    const from = changing === undefined ? this.#neighborhood.items : Int32Array.from(changing);
    const targets = new TargetItems(items, from, this.#shared.layers, this.#neighborhood, this.#columnPowers);
    return {
      scores: targets.after(this.#propagate([])),
      after: (changes) => targets.after(this.#propagate(changes)),
    };
  }

  catalog(changes: readonly EdgeChange[]): Float64Array {
    const changed = this.#propagate(changes);
    const scores = new Float64Array(this.#shared.scoreCatalog(changed.embedding));
    if (changes.length > 0) this.#correct(scores, changed);
    return scores;
  }

  /** By co-interactions C°_ik over √(D_k + 1), the weight that a new edge would give to the walk u → k → v → i. */
  nearest(item: number, most: number, isOpen: (item: number) => boolean): number[] {
    const { others } = this.#neighborhood;
    const { indices, values } = others.toItems(others.toUsers(unitVector(item)));
    return Array.from(indices, (other, place) => ({
      other,
      strength: values[place]! / Math.sqrt(this.#neighborhood.itemDegree(other) + 1),
    }))
      .filter(({ other }) => isOpen(other))
      .sort((a, b) => b.strength - a.strength || a.other - b.other)
      .slice(0, most)
      .map(({ other }) => other);
  }

  stranded(changes: readonly EdgeChange[]): number[] {
    const left = changes.filter(({ item, weight }) => weight + this.#neighborhood.others.itemDegree(item) === 0);
    return left.map(({ item }) => item);
  }

  #propagate(changes: readonly EdgeChange[]): ChangedUser {
    const edges = changedEdges(this.#neighborhood, changes);
    return propagateChange(this.#user, this.#shared.layers, this.#neighborhood, edges);
  }

  /** Sparse corrections of e_i·e_u' (TargetItems has the formula), and the changed items anew. */
  #correct(scores: Float64Array, changed: ChangedUser): void {
    const { items, walks } = this.#neighborhood;
    const { walkGains, edgeGains, edges } = changed;
    const direct = edges.userScale * changed.after - changed.before;
    for (const [place, item] of items.entries()) scores[item]! += walks[0]![place]! * direct;
    for (const [index, walk] of this.#catalogWalks().entries()) {
      const gain = walkGains[index + 1]!;
      if (gain !== 0) for (let item = 0; item < scores.length; item++) scores[item]! += gain * walk[item]!;
    }
    for (const [s, item] of edges.items.entries()) {
      this.#addColumns(
        scores,
        item,
        edgeGains.map((gains) => gains[s]!),
      );
    }
    const own = new TargetItems(edges.items, edges.items, this.#shared.layers, this.#neighborhood, this.#columnPowers);
    for (const [s, score] of own.after(changed).entries()) scores[edges.items[s]!] = score;
  }

  /** Adds gains_j (C°^j)_{·,item} for j ≥ 1. */
  #addColumns(scores: Float64Array, item: number, gains: readonly number[]): void {
    const { others } = this.#neighborhood;
    let users = others.toUsers(unitVector(item));
    for (let power = 1; power < gains.length; power++) {
      others.addToItems(users, gains[power]!, scores);
      if (power + 1 < gains.length) users = others.toUsers(others.toItems(users));
    }
  }

  #catalogWalks(): readonly Float64Array[] {
    return (this.#walks ??= this.#neighborhood.walksEverywhere());
  }
}
