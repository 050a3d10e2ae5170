import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InteractionGraph } from './interaction-graph.js';

/**
 * ‖C1_s‖² of every item s, with C = AᵀA over all users and items weighed: Σ_i c_i² C_is². A property of the graph, told
 * once for all users. [I] numbers of memory.
 */
export class ColumnNorms {
  readonly graph: InteractionGraph;
  /** c_i² [I] */
  readonly squaredScales: Float64Array;
  /** (c_i scale_i)² [I] */
  readonly #weights: Float64Array;
  /** NaN where not yet known. [I] */
  readonly #norms: Float64Array;

  /** In parts; what would take longer than about a second is left until it is asked for. */
  static async create(graph: InteractionGraph, squaredScales: Float64Array): Promise<ColumnNorms> {
    const norms = new ColumnNorms(graph, squaredScales);
    let [total, part] = [0, 0];
    for (let item = 0; item < squaredScales.length; item++) {
      const walks = norms.#walksFrom(item);
      total += walks;
      part += walks;
      if (total > AHEAD) break;
      norms.of(item);
      if (part < AT_A_TIME) continue;
      await nextTurn();
      part = 0;
    }
    return norms;
  }

  private constructor(graph: InteractionGraph, squaredScales: Float64Array) {
    this.graph = graph;
    this.squaredScales = squaredScales;
    this.#weights = squaredScales.map((square, item) => square * graph.items.scale[item]! ** 2);
    this.#norms = new Float64Array(squaredScales.length).fill(Number.NaN);
  }

  of(item: number): number {
    if (Number.isNaN(this.#norms[item])) this.#norms[item] = this.#compute(item);
    return this.#norms[item]!;
  }

  #compute(item: number): number {
    const { users, items, itemSums } = this.graph;
    const { indptr, indices, values } = items.edges;
    for (let entry = indptr[item]!; entry < indptr[item + 1]!; entry++) {
      const user = indices[entry]!;
      const weight = values === null ? 1 : values[entry]!;
      itemSums.addRow(users.edges, user, weight * users.scale[user]! ** 2);
    }
    return items.scale[item]! ** 2 * itemSums.takeSquares(this.#weights);
  }

  /** What computing one costs: a few nanoseconds for each. */
  #walksFrom(item: number): number {
    const { items, users } = this.graph;
    let walks = 1;
    for (let entry = items.edges.indptr[item]!; entry < items.edges.indptr[item + 1]!; entry++) {
      const user = items.edges.indices[entry]!;
      walks += users.edges.indptr[user + 1]! - users.edges.indptr[user]!;
    }
    return walks;
  }
}

const AHEAD = 250_000_000;

/** A few milliseconds. */
const AT_A_TIME = 1_000_000;
