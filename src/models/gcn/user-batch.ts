import type { CsrMatrix } from '../../linalg/csr.js';

/** Some users with all their items, and items sampled to contrast them with. */
export interface UserBatch {
  /** User of each place. [B] */
  readonly users: Int32Array;
  /** Place in the batch of each edge's user; edges of a user stand together. [P] */
  readonly edgePlaces: Int32Array;
  /** Item of each edge. [P] */
  readonly edgeItems: Int32Array;
  /** Share of each edge in the loss: its pair weight over the batch's sum. [P] */
  readonly edgeShares: Float32Array;
  /** Sampled items, all distinct. [M] */
  readonly sample: Int32Array;
  /** Added to scores: 0, or EXCLUDED where the sampled item is one of the user's own. [B, M]; valid until the next batch. */
  readonly mask: Float32Array;
}

/** Far below any score, yet finite: a softmax over nothing else stays free of NaN. */
export const EXCLUDED = -1e9;

/** Lays out user batches; keeps the mask between them, since clearing a few places is cheaper than a new [B, M] array. */
export class UserBatchBuilder {
  readonly #interactions: CsrMatrix;
  readonly #sampleSize: number;
  readonly #slotOf: Int32Array;
  readonly #mask: Float32Array;
  #masked: number[] = [];

  constructor(interactions: CsrMatrix, batchUsers: number, sampleSize: number) {
    this.#interactions = interactions;
    this.#sampleSize = sampleSize;
    this.#slotOf = new Int32Array(interactions.columns).fill(-1);
    this.#mask = new Float32Array(Math.min(batchUsers, interactions.rows) * sampleSize);
  }

  build(users: Int32Array, sample: Int32Array): UserBatch {
    const { indptr, indices, values } = this.#interactions;
    let edges = 0;
    for (const user of users) edges += indptr[user + 1]! - indptr[user]!;
    const edgePlaces = new Int32Array(edges);
    const edgeItems = new Int32Array(edges);
    const edgeShares = new Float32Array(edges).fill(1);

    let next = 0;
    users.forEach((user, place) => {
      const start = indptr[user]!;
      const end = indptr[user + 1]!;
      edgePlaces.fill(place, next, next + end - start);
      edgeItems.set(indices.subarray(start, end), next);
      if (values !== null) edgeShares.set(values.subarray(start, end), next);
      next += end - start;
    });
    const sum = edgeShares.reduce((total, share) => total + share, 0);
    for (let edge = 0; edge < edges; edge++) edgeShares[edge]! /= sum;

    const mask = this.#maskOwnItems(edgePlaces, edgeItems, sample).subarray(0, users.length * this.#sampleSize);
    return { users, edgePlaces, edgeItems, edgeShares, sample, mask };
  }

  #maskOwnItems(edgePlaces: Int32Array, edgeItems: Int32Array, sample: Int32Array): Float32Array {
    for (const position of this.#masked) this.#mask[position] = 0;
    this.#masked = [];
    sample.forEach((item, slot) => (this.#slotOf[item] = slot));
    edgeItems.forEach((item, edge) => {
      const slot = this.#slotOf[item]!;
      if (slot < 0) return;
      const position = edgePlaces[edge]! * this.#sampleSize + slot;
      this.#mask[position] = EXCLUDED;
      this.#masked.push(position);
    });
    for (const item of sample) this.#slotOf[item] = -1;
    return this.#mask;
  }
}
