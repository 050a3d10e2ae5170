import type { CsrMatrix } from './csr.js';

/** The columns of one matrix and right of them those of another over the same rows. */
export function joinColumns(left: CsrMatrix, right: CsrMatrix): CsrMatrix {
  const entries = left.indices.length + right.indices.length;
  const indptr = left.indptr.map((offset, row) => offset + right.indptr[row]!);
  const indices = new Int32Array(entries);
  const values = left.values === null && right.values === null ? null : new Float32Array(entries).fill(1);
  for (let row = 0; row < left.rows; row++) {
    const ofLeft = [left.indptr[row]!, left.indptr[row + 1]!] as const;
    const ofRight = [right.indptr[row]!, right.indptr[row + 1]!] as const;
    const start = indptr[row]!;
    const middle = start + ofLeft[1] - ofLeft[0];
    indices.set(left.indices.subarray(...ofLeft), start);
    for (let entry = ofRight[0]; entry < ofRight[1]; entry++) {
      indices[middle + entry - ofRight[0]] = left.columns + right.indices[entry]!;
    }
    if (left.values !== null) values!.set(left.values.subarray(...ofLeft), start);
    if (right.values !== null) values!.set(right.values.subarray(...ofRight), middle);
  }
  return { rows: left.rows, columns: left.columns + right.columns, indptr, indices, values };
}
