import { Random } from '../../src/core/random.js';
import { batchTopK } from '../../src/linalg/batch-top-k.js';

/** Items and scores of a small ranking that is the same, bit for bit, wherever it is computed. */
export async function seededRanking(): Promise<number[]> {
  const random = Random.fromSeed(1);
  const vectors = (rows: number) => Float32Array.from({ length: rows * 9 }, () => random.normal());
  const { indices, scores } = await batchTopK({
    queries: vectors(2),
    items: vectors(50),
    dimensions: 9,
    exclude: { rows: 2, columns: 50, indptr: Int32Array.of(0, 1, 1), indices: Int32Array.of(7), values: null },
    k: 4,
    threads: 2,
  });
  return [...indices, ...scores];
}
