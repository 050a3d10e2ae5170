/** Numbers the nodes that a batch touches from 0, in the order in which they come up. */
export class BatchNodes {
  /** Place of each node, or -1 while it has none. [N] */
  readonly #places: Int32Array;
  /** The node at each place; there are #count. [N] */
  readonly #nodes: Int32Array;
  #count = 0;

  constructor(nodes: number) {
    this.#places = new Int32Array(nodes).fill(-1);
    this.#nodes = new Int32Array(nodes);
  }

  /** The place of each node, new ones at the end. */
  place(nodes: Int32Array): Int32Array {
    return nodes.map((node) => {
      if (this.#places[node]! < 0) {
        this.#nodes[this.#count] = node;
        this.#places[node] = this.#count++;
      }
      return this.#places[node]!;
    });
  }

  /** The nodes by place; the next batch starts anew. */
  take(): Int32Array {
    const nodes = this.#nodes.slice(0, this.#count);
    for (const node of nodes) this.#places[node] = -1;
    this.#count = 0;
    return nodes;
  }
}
