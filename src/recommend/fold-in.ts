import type { LoadedComponent, Snapshot } from '../snapshot/snapshot.js';
import type { InteractionRecord } from '../store/interaction-store.js';
import { describedEdges, type ColumnEdge } from './described-edges.js';
import type { UserView } from './request.js';
import { componentArray, componentNumber } from './scorers/component-array.js';
import { wasTrained } from './was-trained.js';
import { weighedEdges, type WeighedEdge } from './weighed-edges.js';

/**
 * Embeds a user from her current interactions against the items as trained, without retraining (influence.md):
 *
 *     e_u = 1/(L+1) · (x0_u + D_u^-½ Σ_k w_uk D_k^-½ (X0 + … + X(L-1))_k)
 *
 * where x0_u is as trained, and the mean of those who were trained for a user who was not: what is most likely of somebody
 * of whom little is known (decision 179); w_uk follows the snapshot's weighting of events; D_u = Σ_k w_uk is her degree now; D_k are the items' degrees as trained. Items that training never saw have
 * no D_k and are no part of its graph: they enter neither the sum nor D_u. Values of her attributes are to this what items
 * are. With exactly the edges that were trained on, e_u is her trained embedding.
 */
export class FoldIn {
  readonly #snapshot: Snapshot;
  readonly #layers: number;
  /** d */
  readonly dimensions: number;
  readonly #x0: Float32Array; // [nodes, d]
  readonly #foldIn: Float32Array; // [columns, d]
  readonly #itemDegrees: Float64Array; // [columns]
  #mean: Float64Array | undefined; // [d]

  /** `dot` is the snapshot's component of that kind. */
  constructor(snapshot: Snapshot, dot: LoadedComponent) {
    this.#snapshot = snapshot;
    this.#layers = componentNumber(dot, 'layers');
    this.dimensions = componentNumber(dot, 'dimensions');
    this.#x0 = componentArray(dot, 'x0', Float32Array);
    this.#foldIn = componentArray(dot, 'foldIn', Float32Array);
    this.#itemDegrees = componentArray(dot, 'itemDegrees', Float64Array);
  }

  /** e_u [d]; undefined when nothing that she did or is described by is anything that the snapshot can weigh. */
  embed(user: UserView): Float32Array | undefined {
    const edges = [...this.edges(user.current ?? []), ...this.described(user)];
    return edges.length === 0 ? undefined : Float32Array.from(this.embedEdges(user.key, edges));
  }

  /** e_u [d] in float64 from edges of hers; x0_u / (L+1) when there are none. */
  embedEdges(userKey: string, edges: readonly ColumnEdge[]): Float64Array {
    const degree = edges.reduce((sum, { weight }) => sum + weight, 0);
    const sum = this.#initial(userKey);
    for (const { item, weight } of edges) {
      const share = weight / Math.sqrt(degree * this.#itemDegrees[item]!);
      const row = item * this.dimensions;
      for (let d = 0; d < sum.length; d++) sum[d]! += share * this.#foldIn[row + d]!;
    }
    return sum.map((value) => value / (this.#layers + 1));
  }

  /** Her interactions with items that the snapshot's graph knows, one edge an item. */
  edges(interactions: readonly InteractionRecord[]): WeighedEdge[] {
    return weighedEdges(this.#snapshot, interactions, (item) => this.knows(item));
  }

  /** Her edges to what describes her, where the snapshot's graph has it. */
  described(user: UserView): ColumnEdge[] {
    return describedEdges(this.#snapshot, user).filter(({ item }) => this.knows(item));
  }

  /** Whether training saw the item. */
  knows(item: number): boolean {
    return this.#itemDegrees[item] !== 0;
  }

  /** x0_u in float64, a copy. */
  #initial(userKey: string): Float64Array {
    const user = this.#snapshot.userIndex(userKey);
    if (user !== undefined && wasTrained(this.#snapshot, user)) return Float64Array.from(this.#rowOf(user));
    return (this.#mean ??= this.#meanOfTrained()).slice();
  }

  /** 0 where nobody was. */
  #meanOfTrained(): Float64Array {
    const sum = new Float64Array(this.dimensions);
    let count = 0;
    for (let user = 0; user < this.#snapshot.interactions.rows; user++) {
      if (!wasTrained(this.#snapshot, user)) continue;
      count++;
      for (const [d, value] of this.#rowOf(user).entries()) sum[d]! += value;
    }
    return sum.map((value) => value / Math.max(count, 1));
  }

  #rowOf(user: number): Float32Array {
    return this.#x0.subarray(user * this.dimensions, (user + 1) * this.dimensions);
  }
}
