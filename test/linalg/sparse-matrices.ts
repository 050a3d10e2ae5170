import fc from 'fast-check';
import type { Random } from '../../src/core/random.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';

/** A CSR matrix from its dense rows; zeros are left out. */
export function csrOf(rows: readonly (readonly number[])[], columns = rows[0]?.length ?? 0): CsrMatrix {
  const entries = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ value, column }])));
  const indptr = new Int32Array(rows.length + 1);
  entries.forEach((row, index) => (indptr[index + 1] = indptr[index]! + row.length));
  return {
    rows: rows.length,
    columns,
    indptr,
    indices: Int32Array.from(entries.flat(), ({ column }) => column),
    values: Float32Array.from(entries.flat(), ({ value }) => value),
  };
}

/** Rows of a CSR matrix, written out in float64. */
export function denseOf({ rows, columns, indptr, indices, values }: CsrMatrix): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const dense = new Array<number>(columns).fill(0);
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) dense[indices[entry]!] = values?.[entry] ?? 1;
    return dense;
  });
}

/** [rows, inner] · [inner, columns] of what `dense` holds row-major, in float64. */
export function productOf(matrix: CsrMatrix, dense: Float32Array, columns: number): number[] {
  return denseOf(matrix).flatMap((row) =>
    Array.from({ length: columns }, (_, column) =>
      row.reduce((sum, value, k) => sum + value * dense[k * columns + column]!, 0),
    ),
  );
}

/** Entries with probability `density`, normal values; every tenth row is empty. */
export function randomCsr(random: Random, rows: number, columns: number, density: number): CsrMatrix {
  return csrOf(
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, () => (row % 10 !== 9 && random.float() < density ? random.normal() : 0)),
    ),
    columns,
  );
}

export function randomFloats(random: Random, length: number): Float32Array {
  return Float32Array.from({ length }, () => random.normal());
}

/** Small matrices of every shape, empty rows and columns included. */
export function csrArbitrary(maxRows = 12, maxColumns = 12): fc.Arbitrary<CsrMatrix> {
  return fc
    .tuple(fc.integer({ min: 1, max: maxRows }), fc.integer({ min: 1, max: maxColumns }))
    .chain(([rows, columns]) =>
      fc
        .array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
        .map((dense) => csrOf(dense, columns)),
    );
}

const cell = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -8, max: 8 }).map((value) => value / 4) },
);
