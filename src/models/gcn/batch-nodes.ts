/** Numbers the nodes that a batch touches from 0, in the order in which they come up. */
export class BatchNodes {
  /** Place of each node, or -1 while it has none. [N] */
  readonly #places: Int32Array;
  #nodes: number[] = [];

  constructor(nodes: number) {
    this.#places = new Int32Array(nodes).fill(-1);
  }

  /** The place of each node, new ones at the end. */
  place(nodes: Int32Array): Int32Array {
    return nodes.map((node) => {
      if (this.#places[node]! < 0) this.#places[node] = this.#nodes.push(node) - 1;
      return this.#places[node]!;
    });
  }

  /** The nodes by place; the next batch starts anew. */
  take(): Int32Array {
    const nodes = Int32Array.from(this.#nodes);
    for (const node of nodes) this.#places[node] = -1;
    this.#nodes = [];
    return nodes;
  }
}
