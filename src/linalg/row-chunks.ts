/**
 * Splits the rows of a CSR matrix into at most `chunks` runs of about equal work, an entry and a row counting alike:
 * the first row of each and, last, the number of rows. Rows are never split, so a run can be heavier than the rest.
 */
export function rowChunks(indptr: Int32Array, chunks: number): Int32Array {
  const rows = indptr.length - 1;
  const total = indptr[rows]! + rows;
  const bounds = new Int32Array(chunks + 1);
  for (let chunk = 1, row = 0; chunk <= chunks; chunk++) {
    while (row < rows && indptr[row]! + row < (total * chunk) / chunks) row++;
    bounds[chunk] = row;
  }
  bounds[chunks] = rows;
  return bounds;
}
