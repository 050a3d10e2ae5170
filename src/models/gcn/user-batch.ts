import type { CsrMatrix } from '../../linalg/csr.js';
import { BatchNodes } from './batch-nodes.js';

/** Some users with all their items, and items sampled to contrast them with. */
export interface UserBatch {
  /** Nodes of the graph that take part, all distinct, users first; "row" below is a place among them. [n] */
  readonly nodes: Int32Array;
  /** Row of each user. [B] */
  readonly users: Int32Array;
  /** Place in the batch of each edge's user; edges of a user stand together. [P] */
  readonly edgePlaces: Int32Array;
  /** Row of each edge's item. [P] */
  readonly edgeItems: Int32Array;
  /** Share of each edge in the loss: its pair weight over the batch's sum. [P] */
  readonly edgeShares: Float32Array;
  /** Rows of the sampled items, all distinct. [M] */
  readonly sample: Int32Array;
  /** Where in ownPlaces each user's begin, and the end. [B + 1] */
  readonly ownOffsets: Int32Array;
  /** Places in the sample of the items that are the user's own, ascending for each. */
  readonly ownPlaces: Int32Array;
}

/** Lays out user batches. */
export class UserBatchBuilder {
  readonly #interactions: CsrMatrix;
  readonly #nodes: BatchNodes;
  /** Place of each item in the sample, or -1. [I] */
  readonly #slotOf: Int32Array;

  constructor(interactions: CsrMatrix) {
    this.#interactions = interactions;
    this.#nodes = new BatchNodes(interactions.rows + interactions.columns);
    this.#slotOf = new Int32Array(interactions.columns).fill(-1);
  }

  build(users: Int32Array, sample: Int32Array): UserBatch {
    const { rows, indptr, indices, values } = this.#interactions;
    const itemNode = (item: number): number => rows + item;
    const edges = users.reduce((total, user) => total + indptr[user + 1]! - indptr[user]!, 0);
    const edgePlaces = new Int32Array(edges);
    const items = new Int32Array(edges);
    const edgeShares = new Float32Array(edges).fill(1);

    let next = 0;
    users.forEach((user, place) => {
      const [start, end] = [indptr[user]!, indptr[user + 1]!];
      edgePlaces.fill(place, next, next + end - start);
      items.set(indices.subarray(start, end), next);
      if (values !== null) edgeShares.set(values.subarray(start, end), next);
      next += end - start;
    });
    const sum = edgeShares.reduce((total, share) => total + share, 0);
    for (let edge = 0; edge < edges; edge++) edgeShares[edge]! /= sum;

    const rowsOf = (nodes: Int32Array): Int32Array => this.#nodes.place(nodes);
    const batch = {
      users: rowsOf(users),
      sample: rowsOf(sample.map(itemNode)),
      edgeItems: rowsOf(items.map(itemNode)),
      edgePlaces,
      edgeShares,
      ...this.#ownAmong(sample, users.length, edgePlaces, items),
    };
    return { nodes: this.#nodes.take(), ...batch };
  }

  #ownAmong(
    sample: Int32Array,
    users: number,
    edgePlaces: Int32Array,
    items: Int32Array,
  ): Pick<UserBatch, 'ownOffsets' | 'ownPlaces'> {
    sample.forEach((item, slot) => (this.#slotOf[item] = slot));
    const ownOffsets = new Int32Array(users + 1);
    const ownPlaces = new Int32Array(items.length);
    let [edge, next] = [0, 0];
    for (let user = 0; user < users; user++) {
      for (; edgePlaces[edge] === user; edge++) {
        const slot = this.#slotOf[items[edge]!]!;
        if (slot >= 0) ownPlaces[next++] = slot;
      }
      ownPlaces.subarray(ownOffsets[user], next).sort();
      ownOffsets[user + 1] = next;
    }
    for (const item of sample) this.#slotOf[item] = -1;
    return { ownOffsets, ownPlaces: ownPlaces.slice(0, next) };
  }
}
