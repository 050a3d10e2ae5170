import type { CsrMatrix } from './csr.js';

/**
 * Of the reads that a sparse product makes of rows of its dense factor, when it takes the matrix' rows in the order of
 * `rowAt`, as stored without: how many are of a row that was not among the `window` reads before. A cache that holds so
 * many rows has to fetch about as many, a count that needs no clock.
 *
 * Source: Denning, "The working set model for program behavior", CACM 11 (1968).
 */
export function lateReads({ rows, columns, indptr, indices }: CsrMatrix, window: number, rowAt?: Int32Array): number {
  const lastRead = new Float64Array(columns).fill(-Infinity);
  let reads = 0;
  let late = 0;
  for (let place = 0; place < rows; place++) {
    const row = rowAt === undefined ? place : rowAt[place]!;
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      const read = indices[entry]!;
      if (reads - lastRead[read]! > window) late++;
      lastRead[read] = reads++;
    }
  }
  return late;
}
