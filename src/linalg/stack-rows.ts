import type { CsrMatrix } from './csr.js';

/** The rows of one matrix and below them those of another over the same columns. */
export function stackRows(upper: CsrMatrix, lower: CsrMatrix): CsrMatrix {
  const entries = upper.indices.length;
  const indptr = new Int32Array(upper.rows + lower.rows + 1);
  indptr.set(upper.indptr);
  for (let row = 1; row <= lower.rows; row++) indptr[upper.rows + row] = entries + lower.indptr[row]!;
  const indices = new Int32Array(entries + lower.indices.length);
  indices.set(upper.indices);
  indices.set(lower.indices, entries);
  return {
    rows: upper.rows + lower.rows,
    columns: upper.columns,
    indptr,
    indices,
    values: stackedValues(upper, lower),
  };
}

function stackedValues(upper: CsrMatrix, lower: CsrMatrix): Float32Array | null {
  if (upper.values === null && lower.values === null) return null;
  const entries = upper.indices.length;
  const values = new Float32Array(entries + lower.indices.length).fill(1);
  if (upper.values !== null) values.set(upper.values);
  if (lower.values !== null) values.set(lower.values, entries);
  return values;
}
