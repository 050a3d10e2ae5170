import type { GraphChange } from '../influence-rule.js';
import type { GraphSide, InteractionGraph } from '../graph/interaction-graph.js';
import type { Layers } from './layers.js';

/**
 * The layers of the graph after edges of any users changed: degrees renormalized, X0 as trained, everything propagated
 * again, but computed only where it is asked for and only where it differs. With c the neighbors of a node n, s = D^-½
 * and a prime for what is after the change,
 *
 *     x'_l(n) = (s'_n / s_n) X_l(n) + s'_n Σ_c (w'_nc s'_c x'_{l-1}(c) − w_nc s_c X_{l-1}(c)),
 *
 * where all but the terms of changed edges, of their ends and of nodes whose x'_{l-1} differs are zero. Exact for any L;
 * the cost of a node grows with the nodes within L − 1 steps of it.
 */
export class ChangedGraph {
  readonly #graph: InteractionGraph;
  readonly #layers: Layers;
  /** The changed edges of each of their ends, by node: users first, as in the layers. */
  readonly #changes = new Map<number, ChangedEdge[]>();
  /** D^-½ of the ends of changed edges. */
  readonly #scales = new Map<number, number>();
  /** 1 for the ends of changed edges and their neighbors: nothing else differs in the first layer. */
  readonly #near: Uint8Array;
  /** x'_l by layer, then node; undefined where it is X_l. */
  readonly #known: Map<number, Float64Array | undefined>[];

  /** `changes` name an edge once at most. */
  constructor(graph: InteractionGraph, layers: Layers, changes: readonly GraphChange[]) {
    this.#graph = graph;
    this.#layers = layers;
    this.#near = new Uint8Array(layers.users + graph.items.degrees.length);
    this.#known = layers.tables.map(() => new Map<number, Float64Array | undefined>());
    for (const { user, item, weight } of changes) {
      const node = layers.users + item;
      const before = weightOf(graph.users, user, item);
      this.#changeAt(user).push({ neighbor: node, before, after: weight });
      this.#changeAt(node).push({ neighbor: user, before, after: weight });
    }
    for (const node of this.#changes.keys()) {
      this.#scales.set(node, scaleOf(this.#degreeAfter(node)));
      this.#near[node] = 1;
      this.#visit(node, (neighbor) => (this.#near[neighbor] = 1));
      for (const { neighbor } of this.#changes.get(node)!) this.#near[neighbor] = 1;
    }
  }

  /** The mean of a node's layers 0 … L [d]; a user is her index, item i is `users + i`. */
  embedding(node: number): Float64Array {
    const { tables, dimensions } = this.#layers;
    const sum = new Float64Array(dimensions);
    for (const [layer, table] of tables.entries()) {
      const after = this.#after(layer, node);
      for (let d = 0; d < dimensions; d++) sum[d]! += after?.[d] ?? table[node * dimensions + d]!;
    }
    return sum.map((value) => value / tables.length);
  }

  /** x'_l of a node [d]; undefined where it is X_l. */
  #after(layer: number, node: number): Float64Array | undefined {
    if (layer === 0 || (layer === 1 && this.#near[node] === 0)) return undefined;
    const known = this.#known[layer]!;
    if (!known.has(node)) known.set(node, this.#compute(layer, node));
    return known.get(node);
  }

  #compute(layer: number, node: number): Float64Array | undefined {
    const changes = this.#changes.get(node);
    const { dimensions, tables } = this.#layers;
    const sum = new Float64Array(dimensions);
    let differs = changes !== undefined;
    this.#visit(node, (neighbor, weight) => {
      if (changes?.some((change) => change.neighbor === neighbor) === true) return;
      if (!this.#scales.has(neighbor) && this.#after(layer - 1, neighbor) === undefined) return;
      differs = true;
      this.#add(sum, layer - 1, neighbor, weight, weight);
    });
    if (!differs) return undefined;
    for (const { neighbor, before, after } of changes ?? []) this.#add(sum, layer - 1, neighbor, before, after);
    const scaleBefore = this.#scaleBefore(node);
    const scaleAfter = this.#scales.get(node) ?? scaleBefore;
    const ratio = scaleBefore === 0 ? 0 : scaleAfter / scaleBefore;
    const offset = node * dimensions;
    return sum.map((value, d) => ratio * tables[layer]![offset + d]! + scaleAfter * value);
  }

  /** Adds w' s' x'_l − w s X_l of a neighbor. */
  #add(sum: Float64Array, layer: number, neighbor: number, before: number, after: number): void {
    const { tables, dimensions } = this.#layers;
    const scaleBefore = this.#scaleBefore(neighbor);
    const gained = after * (this.#scales.get(neighbor) ?? scaleBefore);
    const lost = before * scaleBefore;
    const changed = this.#after(layer, neighbor);
    const offset = neighbor * dimensions;
    for (let d = 0; d < sum.length; d++) {
      const value = tables[layer]![offset + d]!;
      sum[d]! += gained * (changed?.[d] ?? value) - lost * value;
    }
  }

  #changeAt(node: number): ChangedEdge[] {
    const changes = this.#changes.get(node) ?? [];
    this.#changes.set(node, changes);
    return changes;
  }

  /** Summed anew, so that a node that is left with nothing has exactly 0. */
  #degreeAfter(node: number): number {
    const changes = this.#changes.get(node)!;
    let degree = 0;
    this.#visit(node, (neighbor, weight) => {
      if (!changes.some((change) => change.neighbor === neighbor)) degree += weight;
    });
    return changes.reduce((sum, { after }) => sum + after, degree);
  }

  #scaleBefore(node: number): number {
    const { users } = this.#layers;
    return node < users ? this.#graph.users.scale[node]! : this.#graph.items.scale[node - users]!;
  }

  /** Each edge of a node as the graph has it. */
  #visit(node: number, visit: (neighbor: number, weight: number) => void): void {
    const { users } = this.#layers;
    const isUser = node < users;
    const { edges } = isUser ? this.#graph.users : this.#graph.items;
    const row = isUser ? node : node - users;
    for (let entry = edges.indptr[row]!; entry < edges.indptr[row + 1]!; entry++) {
      const column = edges.indices[entry]!;
      visit(isUser ? users + column : column, edges.values === null ? 1 : edges.values[entry]!);
    }
  }
}

interface ChangedEdge {
  readonly neighbor: number;
  readonly before: number;
  readonly after: number;
}

/** 0 where there is no edge. */
function weightOf({ edges }: GraphSide, user: number, item: number): number {
  const start = edges.indptr[user]!;
  const place = edges.indices.subarray(start, edges.indptr[user + 1]).indexOf(item);
  return place < 0 ? 0 : (edges.values?.[start + place] ?? 1);
}

function scaleOf(degree: number): number {
  return degree > 0 ? 1 / Math.sqrt(degree) : 0;
}
