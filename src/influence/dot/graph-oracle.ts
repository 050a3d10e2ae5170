import { momentsOf, momentsOfSums, type Moments } from '../../linalg/moments.js';
import type { InteractionGraph } from '../graph/interaction-graph.js';
import { unitVector } from '../graph/sparse-vector.js';
import { takesEverything } from '../removals.js';
import type { EdgeChange, OwnEdge, PartOracle, PartTargets } from '../score-oracle.js';
import type { CatalogSums } from './catalog-sums.js';
import { changedColumns } from './changed-columns.js';
import { changedEdges } from './changed-edges.js';
import { ChangedRowSums } from './changed-row-sums.js';
import type { Layers } from './layers.js';
import { Neighborhood } from './neighborhood.js';
import { propagateChange, type ChangedUser } from './propagate-change.js';
import { TargetItems } from './target-items.js';

/** e_i · query for every column of the graph, items first; valid until the next call. */
export type CatalogScorer = (query: Float64Array) => ArrayLike<number>;

/** What the oracles of all users of a snapshot share. */
export interface PropagatedGraph {
  readonly graph: InteractionGraph;
  /** How many of the graph's columns are items, the first ones. */
  readonly items: number;
  readonly layers: Layers;
  readonly scoreCatalog: CatalogScorer;
  /** Where rows are put together, one at a time. [columns] */
  readonly row: Float64Array;
  /** Each item's score is its scale times e_u·e_i; 0 for what is no item. [columns] */
  readonly itemScales: Float32Array;
  /** Where moments are asked for often; without it they are those of a row that is made for them. */
  readonly sums?: CatalogSums;
}

/** The scores of a trained user on the snapshot's own graph: component kind `dot`, view MODEL. */
export class GraphOracle implements PartOracle {
  readonly source = 'MODEL';
  readonly edges: readonly OwnEdge[];
  readonly #shared: PropagatedGraph;
  readonly #user: number;
  readonly #neighborhood: Neighborhood;
  readonly #columnPowers: number;
  /** C°^j a over the catalog for j ≥ 1 [powers][I], made when first asked for. */
  #walks: readonly Float64Array[] | undefined;
  /** Of changes of her own edges, made when first asked for. */
  #ownSums: ChangedRowSums | undefined;

  constructor(shared: PropagatedGraph, user: number, edges: readonly OwnEdge[]) {
    const layers = shared.layers.tables.length - 1;
    this.edges = edges;
    this.#shared = shared;
    this.#user = user;
    this.#neighborhood = new Neighborhood(shared.graph, user, Math.floor((layers - 1) / 2));
    this.#columnPowers = Math.floor(layers / 2);
  }

  target(items: readonly number[], changing?: readonly number[]): PartTargets {
    const from = changing === undefined ? this.#neighborhood.items : Int32Array.from(changing);
    const targets = new TargetItems(items, from, this.#shared.layers, this.#neighborhood, this.#columnPowers);
    let sums: ChangedRowSums | undefined;
    const scoresOf = (changed: ChangedUser): Float64Array => this.#scaled(targets.after(changed), items);
    return {
      scores: scoresOf(this.#propagate([])),
      after: (changes) => scoresOf(this.#propagate(changes)),
      inRow: (changes) => {
        const changed = this.#propagate(changes);
        return { scores: scoresOf(changed), moments: () => this.#moments(changed, (sums ??= this.#sumsFor(changing))) };
      },
    };
  }

  catalog(changes: readonly EdgeChange[]): Float64Array {
    return this.#row(this.#propagate(changes));
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

  leavesNothing(changes: readonly EdgeChange[]): boolean {
    const isDescribed = this.#neighborhood.items.length > this.edges.length;
    return !isDescribed && takesEverything(changes, this.edges);
  }

  #propagate(changes: readonly EdgeChange[]): ChangedUser {
    const edges = changedEdges(this.#neighborhood, changes);
    return propagateChange(this.#user, this.#shared.layers, this.#neighborhood, edges);
  }

  /** What moments are told by; undefined where they are those of a row. */
  #sumsFor(changing?: readonly number[]): ChangedRowSums | undefined {
    const { sums } = this.#shared;
    if (sums === undefined) return undefined;
    const sumsOf = (items: Int32Array): ChangedRowSums =>
      new ChangedRowSums({ ...this.#shared, sums }, this.#neighborhood, this.#catalogWalks(), items);
    if (changing !== undefined) return sumsOf(Int32Array.from(changing));
    return (this.#ownSums ??= sumsOf(this.#neighborhood.items));
  }

  #moments(changed: ChangedUser, sums: ChangedRowSums | undefined): Moments {
    const bySums = sums && momentsOfSums(sums.after(changed), this.#shared.items);
    return bySums ?? momentsOf(this.#row(changed));
  }

  /** Score of every item: e_i·e_u' with sparse corrections (TargetItems has the formula), the changed items anew. */
  #row(changed: ChangedUser): Float64Array {
    const scores = this.#shared.row;
    scores.set(this.#shared.scoreCatalog(changed.embedding));
    if (changed.edges.items.length > 0) this.#correct(scores, changed);
    return this.#scaled(scores).subarray(0, this.#shared.items);
  }

  #correct(scores: Float64Array, changed: ChangedUser): void {
    const { walkGains, edges } = changed;
    const { items, walks } = this.#neighborhood;
    for (const [place, item] of items.entries()) scores[item]! += walkGains[0]! * walks[0]![place]!;
    for (const [index, walk] of this.#catalogWalks().entries()) {
      const gain = walkGains[index + 1]!;
      if (gain !== 0) for (let item = 0; item < scores.length; item++) scores[item]! += gain * walk[item]!;
    }
    const { indices, values } = changedColumns(this.#neighborhood.others, changed);
    for (let place = 0; place < indices.length; place++) scores[indices[place]!]! += values[place]!;
    const own = new TargetItems(edges.items, edges.items, this.#shared.layers, this.#neighborhood, this.#columnPowers);
    for (const [s, score] of own.after(changed).entries()) scores[edges.items[s]!] = score;
  }

  #catalogWalks(): readonly Float64Array[] {
    return (this.#walks ??= this.#neighborhood.walksEverywhere());
  }

  /** Scores of some items, or of the whole catalog, times their scales: in place. */
  #scaled(scores: Float64Array, items?: readonly number[]): Float64Array {
    const { itemScales } = this.#shared;
    for (let place = 0; place < scores.length; place++) scores[place]! *= itemScales[items?.[place] ?? place]!;
    return scores;
  }
}
