import { momentsOf, momentsOfSums, type Moments } from '../../linalg/moments.js';
import { topK } from '../../linalg/top-k.js';
import type { FoldIn } from '../../recommend/fold-in.js';
import type { ColumnEdge } from '../../recommend/described-edges.js';
import type { WeighedEdge } from '../../recommend/weighed-edges.js';
import { takesEverything } from '../removals.js';
import type { EdgeChange, PartOracle, PartTargets } from '../score-oracle.js';
import type { CatalogScorer } from './graph-oracle.js';
import { dot } from './layers.js';
import type { TableSums } from './table-sums.js';

/** What the oracles of all folded-in users of a snapshot share. */
export interface FrozenItems {
  readonly foldIn: FoldIn;
  /** [I, d] as served. */
  readonly itemEmbeddings: Float32Array;
  readonly scoreCatalog: CatalogScorer;
  /** Where moments are asked for often; without it they are those of a row that is made for them. */
  readonly sums?: TableSums;
}

/**
 * The scores of a user who is folded in: component kind `dot`, view FOLD_IN. Items stay as trained, so that a change
 * of her edges changes her own embedding alone.
 */
export class FoldInOracle implements PartOracle {
  readonly source = 'FOLD_IN';
  readonly edges: readonly WeighedEdge[];
  readonly #shared: FrozenItems;
  readonly #userKey: string;
  readonly #described: readonly ColumnEdge[];

  /** `edges` are those that FoldIn finds among her interactions, `described` those to what describes her, which stay. */
  constructor(
    shared: FrozenItems,
    userKey: string,
    edges: readonly WeighedEdge[],
    described: readonly ColumnEdge[] = [],
  ) {
    this.edges = edges.toSorted((a, b) => a.item - b.item);
    this.#shared = shared;
    this.#userKey = userKey;
    this.#described = described;
  }

  target(items: readonly number[]): PartTargets {
    const scoresOf = (embedding: Float64Array): Float64Array =>
      Float64Array.from(items, (item) => dot(this.#shared.itemEmbeddings, item, embedding));
    return {
      scores: scoresOf(this.#embed([])),
      after: (changes) => scoresOf(this.#embed(changes)),
      inRow: (changes) => {
        const embedding = this.#embed(changes);
        return { scores: scoresOf(embedding), moments: () => this.#moments(embedding) };
      },
    };
  }

  catalog(changes: readonly EdgeChange[]): ArrayLike<number> {
    return this.#shared.scoreCatalog(this.#embed(changes));
  }

  /** By dot product of embeddings, of those items that fold-in can weigh. */
  nearest(item: number, most: number, isOpen: (item: number) => boolean): number[] {
    const { itemEmbeddings, scoreCatalog, foldIn } = this.#shared;
    const dimensions = foldIn.dimensions;
    const embedding = Float64Array.from(itemEmbeddings.subarray(item * dimensions, (item + 1) * dimensions));
    const scores = new Float32Array(scoreCatalog(embedding));
    const open = Uint8Array.from(scores, (_, other) => (isOpen(other) && foldIn.knows(other) ? 1 : 0));
    return Array.from(topK(scores, most, open).indices);
  }

  stranded(): number[] {
    return [];
  }

  leavesNothing(changes: readonly EdgeChange[]): boolean {
    return this.#described.length === 0 && takesEverything(changes, this.edges);
  }

  #moments(embedding: Float64Array): Moments {
    const { sums, itemEmbeddings, scoreCatalog } = this.#shared;
    const bySums = sums && momentsOfSums(sums.of(embedding), itemEmbeddings.length / embedding.length);
    return bySums ?? momentsOf(scoreCatalog(embedding));
  }

  #embed(changes: readonly EdgeChange[]): Float64Array {
    const weights = new Map(this.edges.map(({ item, weight }) => [item, weight]));
    for (const { item, weight } of changes) weights.set(item, weight);
    const edges = Array.from(weights, ([item, weight]) => ({ item, weight })).filter(({ weight }) => weight > 0);
    return this.#shared.foldIn.embedEdges(this.#userKey, [...edges, ...this.#described]);
  }
}
