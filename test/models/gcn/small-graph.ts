import type { CsrMatrix } from '../../../src/linalg/csr.js';

/** Three users, two items; item 0 is everyone's. */
export const smallGraph: CsrMatrix = {
  rows: 3,
  columns: 2,
  indptr: Int32Array.of(0, 2, 3, 4),
  indices: Int32Array.of(0, 1, 0, 0),
  values: null,
};
