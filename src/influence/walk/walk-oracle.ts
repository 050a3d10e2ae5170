import { momentsOf, momentsOfSums, type Moments } from '../../linalg/moments.js';
import { topK } from '../../linalg/top-k.js';
import type { WalkFilter } from '../../linalg/walk-filter.js';
import type { ColumnEdge } from '../../recommend/described-edges.js';
import { OtherUsers } from '../graph/other-users.js';
import type { EdgeChange, OwnEdge, PartOracle, PartTargets } from '../score-oracle.js';
import { ChangedWalkSums } from './changed-walk-sums.js';
import { startAfter, weightGains } from './start-after.js';
import type { WalkSteps } from './walk-steps.js';
import type { WalkSums } from './walk-sums.js';
import { WalkTargets } from './walk-targets.js';

/** What the oracles of all users of a snapshot share. */
export interface WalkedGraph {
  readonly filter: WalkFilter;
  /** Of the filter. */
  readonly steps: WalkSteps;
  /** Where rows are put together, one at a time. [I] */
  readonly row: Float64Array;
  /** Where moments are asked for often; without it they are those of a row that is made for them. */
  readonly sums?: WalkSums;
}

/**
 * One user's scores by walks with other edges of her own: component kind `walk`, either view. The filter's degrees are
 * held as they are, so that a row is the sum of what each of her edges adds, w_uj d_i^-p d_j^-q Σ_{v≠u} w_vj w_vi d_v^-a:
 * shares are additive and exact.
 */
export class WalkOracle implements PartOracle {
  readonly source: PartOracle['source'];
  readonly edges: readonly OwnEdge[];
  /** Those and her edges to what describes her, which stay as they are. */
  readonly #starts: readonly ColumnEdge[];
  readonly #shared: WalkedGraph;
  readonly #self: number;
  readonly #others: OtherUsers;
  /** As things are, kept once it is adjusted. [I] */
  #row: Float64Array | undefined;
  /** Of changes of her own edges, made when first asked for. */
  #ownSums: ChangedWalkSums | undefined;

  /** `self` is her index in the graph, NOBODY for whom it does not know. */
  constructor(
    shared: WalkedGraph,
    self: number,
    source: PartOracle['source'],
    edges: readonly OwnEdge[],
    described: readonly ColumnEdge[],
  ) {
    this.source = source;
    this.edges = edges.toSorted((a, b) => a.item - b.item);
    this.#starts = [...this.edges, ...described];
    this.#shared = shared;
    this.#self = self;
    this.#others = new OtherUsers(shared.steps.graph, self);
  }

  target(items: readonly number[], changing?: readonly number[]): PartTargets {
    const targets = new WalkTargets(items, this.#starts, changing ?? [], this.#shared.steps, this.#others);
    let sums: ChangedWalkSums | undefined;
    return {
      scores: targets.after([]),
      after: (changes) => targets.after(changes),
      inRow: (changes) => ({
        scores: targets.after(changes),
        moments: () => this.#moments(changes, (sums ??= this.#sumsFor(changing))),
      }),
    };
  }

  /**
   * Walked anew; or, where a few of many edges change, her row as it is with what those few add to it.
   */
  catalog(changes: readonly EdgeChange[]): Float64Array {
    if (changes.length > 0 && changes.length * FEW < this.edges.length) return this.#adjusted(changes);
    return this.#shared.filter.row(startAfter(this.#starts, changes), this.#self);
  }

  /** By what an edge of weight 1 would add. */
  nearest(item: number, most: number, isOpen: (item: number) => boolean): number[] {
    const gains = Float32Array.from(this.#shared.filter.gainsOf(item, this.#self));
    const open = Uint8Array.from(gains, (gain, other) => (gain > 0 && isOpen(other) ? 1 : 0));
    return Array.from(topK(gains, most, open).indices);
  }

  stranded(changes: readonly EdgeChange[]): number[] {
    if (this.source === 'FOLD_IN') return [];
    const left = changes.filter(({ item, weight }) => weight === 0 && !this.#leads(item));
    return left.map(({ item }) => item);
  }

  /** Edges from which no walk leads to anybody else leave a row of zeros. */
  leavesNothing(changes: readonly EdgeChange[]): boolean {
    const { items } = startAfter(this.#starts, changes);
    return !Array.from(items).some((item) => this.#leads(item));
  }

  #leads(item: number): boolean {
    return this.#shared.filter.othersHave(item, this.#self);
  }

  #adjusted(changes: readonly EdgeChange[]): Float64Array {
    const { start, end } = this.#shared.steps;
    this.#row ??= this.catalog([]).slice();
    const { row } = this.#shared;
    row.set(this.#row);
    const gained = {
      indices: Int32Array.from(changes, ({ item }) => item),
      values: weightGains(this.edges, changes).map((gain, s) => gain * start[changes[s]!.item]!),
    };
    const { indices, values } = this.#others.toItems(this.#others.toUsers(gained));
    for (let place = 0; place < indices.length; place++) {
      const item = indices[place]!;
      if (item >= row.length) continue; // no item
      const score = row[item]! + values[place]! * end[item]!;
      row[item] = score > ROUNDING * row[item]! ? score : 0;
    }
    return row;
  }

  /** What moments are told by; undefined where they are those of a row. */
  #sumsFor(changing?: readonly number[]): ChangedWalkSums | undefined {
    const { sums, steps } = this.#shared;
    if (sums === undefined) return undefined;
    const sumsOf = (items: readonly number[]): ChangedWalkSums =>
      new ChangedWalkSums({ sums, steps, others: this.#others, row: this.#wholeRow() }, this.edges, items);
    if (changing !== undefined) return sumsOf(changing);
    return (this.#ownSums ??= sumsOf(this.edges.map(({ item }) => item)));
  }

  /** As things are, 0 at columns that are no items. */
  #wholeRow(): Float64Array {
    const row = this.catalog([]);
    const columns = this.#shared.steps.end.length;
    if (row.length === columns) return row;
    const whole = new Float64Array(columns);
    whole.set(row);
    return whole;
  }

  #moments(changes: readonly EdgeChange[], sums: ChangedWalkSums | undefined): Moments {
    const bySums = sums && momentsOfSums(sums.after(changes), this.#shared.filter.items);
    return bySums ?? momentsOf(this.catalog(changes));
  }
}

/** One in how many of her edges may change for her row to be adjusted. */
const FEW = 4;

/** What is less than this share of a score after walks were taken off it is what rounding left: no walk leads there. */
const ROUNDING = 1e-12;
