import { batchTopK } from '../linalg/batch-top-k.js';
import type { CsrMatrix } from '../linalg/csr.js';
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
  const ranked = await batchTopK({ queries: rows, items, dimensions, exclude: selectRows(known, queries), k, signal });
  return { users: queries, k, items: ranked.indices };
}

/** The named rows of a matrix, in that order. */
function selectRows({ columns, indptr, indices }: CsrMatrix, rows: Int32Array): CsrMatrix {
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, place) => (offsets[place + 1] = offsets[place]! + indptr[row + 1]! - indptr[row]!));
  const selected = new Int32Array(offsets[rows.length]!);
  rows.forEach((row, place) => selected.set(indices.subarray(indptr[row], indptr[row + 1]), offsets[place]));
  return { rows: rows.length, columns, indptr: offsets, indices: selected, values: null };
}
