import { batchTopK } from '../linalg/batch-top-k.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { selectRows } from '../linalg/select-rows.js';
import type { RankedLists } from '../metrics/ranked-lists.js';

export interface RankingRequest {
  /** [I, dimensions] */
  readonly items: Float32Array;
  /** [U, dimensions] */
  readonly users: Float32Array;
  readonly dimensions: number;
  /** Users to rank for. [Q] */
  readonly queries: Int32Array;
  /** users × items: what a user's list leaves out. */
  readonly known: CsrMatrix;
  readonly k: number;
  readonly signal: AbortSignal;
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
