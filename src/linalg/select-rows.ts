import type { CsrMatrix } from './csr.js';

/** The rows `rows` of a matrix, in that order, repeated as often as named. */
export function selectRows({ columns, indptr, indices, values }: CsrMatrix, rows: Int32Array): CsrMatrix {
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, place) => (offsets[place + 1] = offsets[place]! + indptr[row + 1]! - indptr[row]!));
  const selected = new Int32Array(offsets[rows.length]!);
  rows.forEach((row, place) => selected.set(indices.subarray(indptr[row], indptr[row + 1]), offsets[place]));
  const moved = values === null ? null : new Float32Array(selected.length);
  rows.forEach((row, place) => moved?.set(values!.subarray(indptr[row], indptr[row + 1]), offsets[place]));
  return { rows: rows.length, columns, indptr: offsets, indices: selected, values: moved };
}
