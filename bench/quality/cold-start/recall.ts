import { topK } from '../../../src/linalg/top-k.js';

export const K = 20;

/** recall@20 of the best by score among the items that take part, ties by lower index. */
export function recallOf(scores: Float32Array, takesPart: Uint8Array, wanted: ReadonlySet<number>): number {
  const { indices } = topK(scores, K, takesPart);
  return Array.from(indices).filter((item) => wanted.has(item)).length / wanted.size;
}
