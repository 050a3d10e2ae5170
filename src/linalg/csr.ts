import { EdgewiseError } from '../core/errors.js';

/**
 * A sparse matrix in compressed sparse row form. Row r holds the entries indptr[r] … indptr[r+1]-1;
 * within a row the indices ascend and do not repeat.
 */
export interface CsrMatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 offsets. */
  readonly indptr: Int32Array;
  /** Column of each entry. */
  readonly indices: Int32Array;
  /** Value of each entry; null means that every entry is 1. */
  readonly values: Float32Array | null;
}

export function entryCount(matrix: CsrMatrix): number {
  return matrix.indices.length;
}

/** Throws SHAPE_MISMATCH or INDEX_OUT_OF_RANGE unless the arrays form a valid CSR matrix. */
export function assertCsr(matrix: CsrMatrix): void {
  assertCsrLengths(matrix);
  assertCsrRows(matrix, 0, matrix.rows);
}

/** The part of `assertCsr` that takes no time: lengths fit one another. */
export function assertCsrLengths({ rows, indptr, indices, values }: CsrMatrix): void {
  if (indptr.length !== rows + 1 || indptr[0] !== 0 || indptr[rows] !== indices.length) {
    throw new EdgewiseError('SHAPE_MISMATCH', `CSR offsets do not fit ${rows} rows and ${indices.length} entries.`);
  }
  if (values !== null && values.length !== indices.length) {
    throw new EdgewiseError('SHAPE_MISMATCH', `CSR has ${indices.length} indices but ${values.length} values.`);
  }
}

/** The rest of `assertCsr`, for rows firstRow … endRow − 1. */
export function assertCsrRows({ columns, indptr, indices }: CsrMatrix, firstRow: number, endRow: number): void {
  for (let row = firstRow; row < endRow; row++) {
    const start = indptr[row]!;
    const end = indptr[row + 1]!;
    if (end < start) throw new EdgewiseError('SHAPE_MISMATCH', `CSR offsets descend at row ${row}.`);
    for (let entry = start, previous = -1; entry < end; entry++) {
      const column = indices[entry]!;
      if (column <= previous || column >= columns) {
        throw new EdgewiseError(
          'INDEX_OUT_OF_RANGE',
          `CSR column ${column} at row ${row} is repeated, out of order or outside ${columns} columns.`,
        );
      }
      previous = column;
    }
  }
}

/** The transpose; columns of each new row ascend because rows are visited in order. O(rows + columns + entries). */
export function transpose(matrix: CsrMatrix): CsrMatrix {
  return transposeWithPositions(matrix).matrix;
}

/** The transpose, and for each of its entries the position of that entry in the original (to carry other per-entry arrays). */
export function transposeWithPositions(matrix: CsrMatrix): {
  readonly matrix: CsrMatrix;
  readonly positions: Int32Array;
} {
  const { rows, columns, indptr, indices, values } = matrix;
  const offsets = new Int32Array(columns + 1);
  for (const column of indices) offsets[column + 1]!++;
  for (let column = 0; column < columns; column++) offsets[column + 1]! += offsets[column]!;
  const next = offsets.slice(0, columns);
  const transposed = new Int32Array(indices.length);
  const positions = new Int32Array(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      const position = next[indices[entry]!]!++;
      transposed[position] = row;
      positions[position] = entry;
    }
  }
  const moved = values === null ? null : Float32Array.from(positions, (entry) => values[entry]!);
  return { matrix: { rows: columns, columns: rows, indptr: offsets, indices: transposed, values: moved }, positions };
}

/** Sum of each row's values (the weighted degree when rows are nodes), in float64. */
export function rowSums(matrix: CsrMatrix): Float64Array {
  const sums = new Float64Array(matrix.rows);
  for (let row = 0; row < matrix.rows; row++) {
    const start = matrix.indptr[row]!;
    const end = matrix.indptr[row + 1]!;
    if (matrix.values === null) sums[row] = end - start;
    else for (let entry = start; entry < end; entry++) sums[row]! += matrix.values[entry]!;
  }
  return sums;
}

/** Sum of each column's values, in float64. */
export function columnSums({ columns, indices, values }: CsrMatrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let entry = 0; entry < indices.length; entry++) sums[indices[entry]!]! += values === null ? 1 : values[entry]!;
  return sums;
}

/** Whether row `row` has an entry in column `column` (binary search). */
export function hasEntry(matrix: CsrMatrix, row: number, column: number): boolean {
  let low = matrix.indptr[row]!;
  let high = matrix.indptr[row + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = matrix.indices[middle]!;
    if (found === column) return true;
    if (found < column) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
