import { rankByComponent } from '../../models/ranking/rank-by-component.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import type { Component } from '../../snapshot/contents.js';

export interface TrainedRanking {
  readonly components: readonly Component[];
  /** users × items: what they were made from, and what lists leave out. */
  readonly known: CsrMatrix;
  /** What walks go over (dataset/whole-graph.ts): `known` where absent. */
  readonly graph?: CsrMatrix;
  readonly users: Int32Array;
  /** Length of a list. */
  readonly k: number;
  /** 1 for each item that counts. [I] */
  readonly counts: Uint8Array;
  readonly signal: AbortSignal;
}

/**
 * User → her k best new items that count, as serving would answer from her trained vector; fewer where no more are left.
 * Many users at a time, on all threads. Errors: INTERRUPTED.
 */
export async function rankTrained(ranking: TrainedRanking): Promise<ReadonlyMap<number, readonly number[]>> {
  const { components, known, graph = known, k, counts, signal } = ranking;
  const lists = new Map<number, readonly number[]>();
  let left = ranking.users;
  // Nearly all items count: twice as many as are wanted do for most users, and longer lists for the rest.
  for (let length = 2 * k; left.length > 0; length *= 10) {
    const asked = Math.min(length, known.columns);
    const { items } = await rankByComponent(components, { queries: left, known, graph, k: asked, signal });
    left = left.filter((user, place) => {
      const counted = items.subarray(place * asked, (place + 1) * asked).filter((item) => counts[item] === 1);
      lists.set(user, [...counted.subarray(0, k)]);
      return counted.length < k && asked < known.columns;
    });
  }
  return lists;
}
