import type { CsrMatrix } from './csr.js';

/** The first `columns` of a matrix: itself where it has no more. */
export function leadingColumns(matrix: CsrMatrix, columns: number): CsrMatrix {
  if (matrix.columns === columns) return matrix;
  const { rows, indptr: before, indices, values } = matrix;
  const indptr = new Int32Array(rows + 1);
  const kept = new Int32Array(indices.length);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    // Columns ascend: what stays of a row stands first.
    for (let entry = before[row]!; entry < before[row + 1]! && indices[entry]! < columns; entry++) {
      kept[count++] = entry;
    }
    indptr[row + 1] = count;
  }
  const entries = kept.subarray(0, count);
  return {
    rows,
    columns,
    indptr,
    indices: entries.map((entry) => indices[entry]!),
    values: values && Float32Array.from(entries, (entry) => values[entry]!),
  };
}
