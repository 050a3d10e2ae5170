import { job, type Address, type Job } from './job.js';

export interface MultiplySparseFields {
  readonly chunks: number;
  /** First row of each chunk and the end, int32 [chunks + 1]: see row-chunks.ts. */
  readonly bounds: Address;
  readonly indptr: Address;
  readonly indices: Address;
  /** 0: every entry is 1. */
  readonly values: Address;
  /** Factor of each row, added up before `addend` comes to it; 0: none. */
  readonly rowScale: Address;
  /** [columns of the matrix, width]; with `places` [its rows that are not zero, width] */
  readonly dense: Address;
  /** [rows, width], added to the product; 0 when nothing is. */
  readonly addend: Address;
  /** [rows, width], or [rowCount, width] */
  readonly product: Address;
  readonly width: number;
  /** int32 [rowCount]: the rows to compute; all when absent. */
  readonly rows?: Address;
  readonly rowCount?: number;
  /** int32 [columns of the matrix]: row of `dense` that a column meets, -1 where that is zero; its own when absent. */
  readonly places?: Address;
  /** With `places`: scratchEntries · 8 bytes for each thread, scratchEntries being the longest row. */
  readonly scratch?: Address;
  readonly scratchEntries?: number;
}

export function multiplySparseJob(fields: MultiplySparseFields): Job {
  const { chunks, bounds, indptr, indices, values, rowScale, dense, addend, product, width } = fields;
  const { rows = 0, rowCount = 0, places = 0, scratch = 0, scratchEntries = 0 } = fields;
  return job('multiplySparse', chunks, [
    bounds,
    indptr,
    indices,
    values,
    rowScale,
    dense,
    addend,
    product,
    width,
    rows,
    rowCount,
    places,
    scratch,
    scratchEntries,
  ]);
}
