import { topK } from '../../linalg/top-k.js';
import type { WalkFilter } from '../../linalg/walk-filter.js';
import type { EdgeChange, OwnEdge, ScoreOracle, TargetScores } from '../score-oracle.js';
import { targetInCatalog } from '../target-in-catalog.js';
import { startAfter } from './start-after.js';

/**
 * One user's scores by walks with other edges of her own: component kind `walk`, either view. The filter's degrees are
 * held as they are, so that a row is the sum of what each of her edges adds, w_uj d_i^-p d_j^-q Σ_{v≠u} w_vj w_vi d_v^-a:
 * shares are additive and exact. A change costs one row, whatever is asked.
 */
export class WalkOracle implements ScoreOracle {
  readonly source: ScoreOracle['source'];
  readonly edges: readonly OwnEdge[];
  readonly #filter: WalkFilter;
  readonly #self: number;

  /** `self` is her index in the graph, NOBODY for whom it does not know. */
  constructor(filter: WalkFilter, self: number, source: ScoreOracle['source'], edges: readonly OwnEdge[]) {
    this.source = source;
    this.edges = edges.toSorted((a, b) => a.item - b.item);
    this.#filter = filter;
    this.#self = self;
  }

  target(items: readonly number[]): TargetScores {
    return targetInCatalog(items, (changes) => this.catalog(changes));
  }

  /** A view that the next row overwrites. */
  catalog(changes: readonly EdgeChange[]): Float64Array {
    return this.#filter.row(startAfter(this.edges, changes), this.#self);
  }

  /** By what an edge of weight 1 would add. */
  nearest(item: number, most: number, isOpen: (item: number) => boolean): number[] {
    const gains = Float32Array.from(this.#filter.gainsOf(item, this.#self));
    const open = Uint8Array.from(gains, (gain, other) => (gain > 0 && isOpen(other) ? 1 : 0));
    return Array.from(topK(gains, most, open).indices);
  }

  stranded(changes: readonly EdgeChange[]): number[] {
    if (this.source === 'FOLD_IN') return [];
    const left = changes.filter(({ item, weight }) => weight === 0 && !this.#filter.othersHave(item, this.#self));
    return left.map(({ item }) => item);
  }
}
