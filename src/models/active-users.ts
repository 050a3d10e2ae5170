import type { CsrMatrix } from '../linalg/csr.js';

/** Users with at least one interaction: those that there is something to learn from. */
export function activeUsers({ rows, indptr }: CsrMatrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, user) => user).filter((user) => indptr[user + 1]! > indptr[user]!);
}
