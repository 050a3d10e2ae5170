import type { CsrMatrix } from '../linalg/csr.js';

/** The best k items of some users, best first. */
export interface RankedLists {
  /** Row of each list in the matrix of relevant items. [lists] */
  readonly users: Int32Array;
  readonly k: number;
  /** Item indices, -1 where a list has fewer than k. [lists, k] */
  readonly items: Int32Array;
}

/** Which of the first k places of list `list` hold an item of its user's row in `relevant`. */
export function hitsOf(lists: RankedLists, list: number, k: number, relevant: CsrMatrix): Uint8Array {
  const user = lists.users[list]!;
  const wanted = new Set(relevant.indices.subarray(relevant.indptr[user], relevant.indptr[user + 1]));
  const start = list * lists.k;
  return Uint8Array.from(lists.items.subarray(start, start + k), (item) => (wanted.has(item) ? 1 : 0));
}

/** Rows of `relevant` that hold at least one item: the users whom metrics are averaged over. */
export function usersWithRelevantItems(relevant: CsrMatrix): Int32Array {
  const users: number[] = [];
  for (let user = 0; user < relevant.rows; user++) {
    if (relevant.indptr[user + 1]! > relevant.indptr[user]!) users.push(user);
  }
  return Int32Array.from(users);
}
