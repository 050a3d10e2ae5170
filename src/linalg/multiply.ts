import { EdgewiseError } from '../core/errors.js';
import type { CsrMatrix } from './csr.js';

/**
 * matrix · dense in plain JavaScript: [rows, columns of the matrix] · [columns of the matrix, columns] → [rows, columns],
 * row-major, summed in float64 and rounded once to float32. The reference that every faster kernel is checked against.
 *
 * Columns are taken in blocks of eight that live in registers while a row's entries are walked: twice as fast as
 * adding into the output row.
 *
 * Errors: SHAPE_MISMATCH when `dense` is not [matrix.columns, columns].
 */
export function multiply(matrix: CsrMatrix, dense: Float32Array, columns: number): Float32Array {
  if (dense.length !== matrix.columns * columns) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `A matrix of ${matrix.columns} columns needs ${matrix.columns * columns} values of a dense factor of ${columns} columns, got ${dense.length}.`,
    );
  }
  const product = new Float32Array(matrix.rows * columns);
  const values = matrix.values ?? new Float32Array(matrix.indices.length).fill(1);
  const blocked = columns - (columns % BLOCK);
  for (let row = 0; row < matrix.rows; row++) {
    for (let column = 0; column < blocked; column += BLOCK) {
      multiplyBlock(matrix, values, dense, product, row, column, columns);
    }
    for (let column = blocked; column < columns; column++) {
      let sum = 0;
      for (let entry = matrix.indptr[row]!; entry < matrix.indptr[row + 1]!; entry++) {
        sum += values[entry]! * dense[matrix.indices[entry]! * columns + column]!;
      }
      product[row * columns + column] = sum;
    }
  }
  return product;
}

const BLOCK = 8;

function multiplyBlock(
  { indptr, indices }: CsrMatrix,
  values: Float32Array,
  dense: Float32Array,
  product: Float32Array,
  row: number,
  column: number,
  columns: number,
): void {
  const end = indptr[row + 1]!;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  for (let entry = indptr[row]!; entry < end; entry++) {
    const value = values[entry]!;
    const from = indices[entry]! * columns + column;
    s0 += value * dense[from]!;
    s1 += value * dense[from + 1]!;
    s2 += value * dense[from + 2]!;
    s3 += value * dense[from + 3]!;
    s4 += value * dense[from + 4]!;
    s5 += value * dense[from + 5]!;
    s6 += value * dense[from + 6]!;
    s7 += value * dense[from + 7]!;
  }
  const to = row * columns + column;
  product[to] = s0;
  product[to + 1] = s1;
  product[to + 2] = s2;
  product[to + 3] = s3;
  product[to + 4] = s4;
  product[to + 5] = s5;
  product[to + 6] = s6;
  product[to + 7] = s7;
}
