import type { CsrMatrix } from '../../linalg/csr.js';

/** The row of each entry. */
export function userOfEachEdge({ rows, indptr, indices }: CsrMatrix): Int32Array {
  const users = new Int32Array(indices.length);
  for (let user = 0; user < rows; user++) users.fill(user, indptr[user], indptr[user + 1]);
  return users;
}

/** Entries whose user lacks at least one item, so that there is something to contrast the edge with. */
export function edgesWithNegatives(interactions: CsrMatrix): Int32Array {
  const { columns, indptr, indices } = interactions;
  const users = userOfEachEdge(interactions);
  return Int32Array.from(indices.keys()).filter((edge) => {
    const user = users[edge]!;
    return indptr[user + 1]! - indptr[user]! < columns;
  });
}
