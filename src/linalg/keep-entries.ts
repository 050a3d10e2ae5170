import type { CsrMatrix } from './csr.js';

/** The entries that are wanted; the shape stays. */
export function keepEntries(matrix: CsrMatrix, isWanted: (row: number, column: number) => boolean): CsrMatrix {
  const indptr = new Int32Array(matrix.rows + 1);
  const kept: number[] = [];
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.indptr[row]!; entry < matrix.indptr[row + 1]!; entry++) {
      if (isWanted(row, matrix.indices[entry]!)) kept.push(entry);
    }
    indptr[row + 1] = kept.length;
  }
  return {
    ...matrix,
    indptr,
    indices: Int32Array.from(kept, (entry) => matrix.indices[entry]!),
    values: matrix.values && Float32Array.from(kept, (entry) => matrix.values![entry]!),
  };
}
