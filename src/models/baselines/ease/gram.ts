import type { CsrMatrix } from '../../../linalg/csr.js';

/** XᵀX + λI [columns, columns], row-major, in float64. */
export function gramOfColumns(
  { rows, columns, indptr, indices, values }: CsrMatrix,
  regularization: number,
): Float64Array {
  const gram = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    for (let a = indptr[row]!; a < indptr[row + 1]!; a++) {
      const [start, weight] = [indices[a]! * columns, values?.[a] ?? 1];
      for (let b = indptr[row]!; b < indptr[row + 1]!; b++) gram[start + indices[b]!]! += weight * (values?.[b] ?? 1);
    }
  }
  for (let column = 0; column < columns; column++) gram[column * columns + column]! += regularization;
  return gram;
}
