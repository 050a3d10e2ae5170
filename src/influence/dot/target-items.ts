import type { Table } from '../graph/propagate-side.js';
import { dot, type Layers } from './layers.js';
import type { Neighborhood } from './neighborhood.js';
import type { ChangedUser } from './propagate-change.js';

/**
 * Items with all that their scores after any change of her edges need, read once: then a score costs two products of
 * embeddings and one multiplication per changed edge.
 */
export class TargetItems {
  readonly #items: ArrayLike<number>;
  readonly #layers: Layers;
  /** (C°^j a)_i [j][targets] */
  readonly #walks: readonly Float64Array[];
  /** (C°^j)_{i,k} for j ≥ 1 and the edges k that may change [targets][j - 1][changing]. */
  readonly #coInteractions: readonly (readonly Float64Array[])[];
  /** Place of an item among those that may change. */
  readonly #places: ReadonlyMap<number, number>;

  constructor(
    items: ArrayLike<number>,
    changing: Int32Array,
    layers: Layers,
    neighborhood: Neighborhood,
    powers: number,
  ) {
    this.#items = items;
    this.#layers = layers;
    this.#walks = neighborhood.walksTo(items);
    this.#coInteractions =
      items === changing
        ? neighborhood.coInteractions(changing, powers)
        : Array.from(items, (item) => neighborhood.others.coInteractions(item, changing, powers));
    this.#places = new Map(Array.from(changing, (item, place) => [item, place]));
  }

  /**
   * Scores after a change → [targets]. With q = e_u', and A, B the means of X_lu·q and x_lu·q over l < L,
   *
   *     s'_i = (1 − g_i) X_0i·q / (L+1) + g_i (e_i·q − a_i A + Σ_j walkGain_j (C°^j a)_i + Σ_j Σ_S edgeGain_js (C°^j)_is) + a'_i B
   *
   * where g_i = 1 and a'_i = b a_i for an item whose edge did not change.
   */
  after(changed: ChangedUser): Float64Array {
    const { items } = changed.edges;
    return this.#scores(changed, (item) => items.indexOf(item));
  }

  /** What the same comes to where every item's own edge is taken for one that stays. */
  asIfUnchanged(changed: ChangedUser): Float64Array {
    return this.#scores(changed, () => -1);
  }

  /** `placeIn` tells an item's place among the changed edges, −1 where it is none of theirs. */
  #scores(changed: ChangedUser, placeIn: (item: number) => number): Float64Array {
    const places = Array.from(changed.edges.items, (item) => this.#places.get(item)!);
    return Float64Array.from(this.#items, (item, target) => {
      return this.#score(item, target, placeIn(item), changed, places);
    });
  }

  #score(item: number, target: number, s: number, changed: ChangedUser, places: readonly number[]): number {
    const { edges, embedding } = changed;
    const share = this.#walks[0]![target]!;
    const itemScale = s < 0 ? 1 : edges.itemScales[s]!;
    const shareAfter = s < 0 ? edges.userScale * share : edges.sharesAfter[s]!;
    const propagated =
      dot(this.#layers.itemEmbeddings, item, embedding) -
      share * changed.before +
      this.#throughOthers(target, changed, places);
    return this.#initialScore(item, itemScale, embedding) + itemScale * propagated + shareAfter * changed.after;
  }

  #throughOthers(target: number, { walkGains, edgeGains }: ChangedUser, places: readonly number[]): number {
    let sum = 0;
    for (let power = 1; power < this.#walks.length; power++) sum += walkGains[power]! * this.#walks[power]![target]!;
    for (const [index, coInteractions] of this.#coInteractions[target]!.entries()) {
      const gains = edgeGains[index + 1]!;
      for (let s = 0; s < places.length; s++) sum += gains[s]! * coInteractions[places[s]!]!;
    }
    return sum;
  }

  /** The part of X_0i, which no degree scales: (1 − g_i) X_0i·q / (L+1). */
  #initialScore(item: number, itemScale: number, embedding: Float64Array): number {
    if (itemScale === 1) return 0;
    const { tables, users } = this.#layers;
    const initial: Table = tables[0]!;
    return ((1 - itemScale) * dot(initial, users + item, embedding)) / tables.length;
  }
}
