import { batchTopK } from '../../linalg/batch-top-k.js';
import { selectRows } from '../../linalg/select-rows.js';
import type { RankedLists } from '../../metrics/ranked-lists.js';
import type { RowRanking } from './rank-rows.js';

export interface RankingRequest extends RowRanking {
  /** [I, dimensions] */
  readonly items: Float32Array;
  /** [U, dimensions] */
  readonly users: Float32Array;
  readonly dimensions: number;
}

/** The k best unknown items of each asked user over the whole catalog by dot product, ties by lower index. */
export async function rankUsers({
  items,
  users,
  dimensions,
  queries,
  known,
  k,
  signal,
}: RankingRequest): Promise<RankedLists> {
  const rows = new Float32Array(queries.length * dimensions); // [Q, dimensions]
  queries.forEach((user, place) =>
    rows.set(users.subarray(user * dimensions, (user + 1) * dimensions), place * dimensions),
  );
  const ranked = await batchTopK({
    queries: rows,
    items,
    dimensions,
    exclude: selectRows({ ...known, values: null }, queries),
    k,
    signal,
  });
  return { users: queries, k, items: ranked.indices };
}
