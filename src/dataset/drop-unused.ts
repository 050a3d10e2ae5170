import type { CsrMatrix } from '../linalg/csr.js';

/** Which of some ranks stay, and their new dense numbers. */
export interface KeptRanks {
  readonly count: number;
  /** Old rank → new number; -1 where dropped. Ascending, so order is kept. */
  readonly renumber: Int32Array;
}

/** The ranks below `size` that occur in `used`. */
export function keptRanks(size: number, used: Iterable<Iterable<number>>): KeptRanks {
  const renumber = new Int32Array(size).fill(-1);
  for (const ranks of used) for (const rank of ranks) renumber[rank] = 0;
  let count = 0;
  for (let rank = 0; rank < size; rank++) if (renumber[rank] === 0) renumber[rank] = count++;
  return { count, renumber };
}

/** Rows that have entries. */
export function* filledRows({ rows, indptr }: CsrMatrix): Generator<number> {
  for (let row = 0; row < rows; row++) if (indptr[row]! < indptr[row + 1]!) yield row;
}

/** The elements whose rank stays. */
export function keptOf<T>(elements: readonly T[], { renumber }: KeptRanks): T[] {
  return elements.filter((_, rank) => renumber[rank] !== -1);
}

/** The matrix over the kept rows and columns only; what is dropped must be empty. Entries keep their places. */
export function withKept(matrix: CsrMatrix, rows: KeptRanks, columns: KeptRanks): CsrMatrix {
  if (rows.count === matrix.rows && columns.count === matrix.columns) return matrix;
  const indptr = new Int32Array(rows.count + 1);
  rows.renumber.forEach((number, row) => {
    if (number !== -1) indptr[number + 1] = matrix.indptr[row + 1]!;
  });
  return {
    rows: rows.count,
    columns: columns.count,
    indptr,
    indices: matrix.indices.map((column) => columns.renumber[column]!),
    values: matrix.values,
  };
}
