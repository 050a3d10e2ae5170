import { job, type Address, type Job } from './job.js';

export interface RowsFields {
  /** [rows, width] */
  readonly table: Address;
  /** int32 [count] */
  readonly indices: Address;
  /** [count, width] */
  readonly picked: Address;
  readonly count: number;
  readonly rows: number;
  readonly width: number;
}

/** The kernels of rows: picked from the table, or added into it, after it was cleared or as it is. */
export function rowsJob(kernel: 'gatherRows' | 'scatterAddRows' | 'addToRows', fields: RowsFields): Job {
  const { table, indices, picked, count, rows, width } = fields;
  return job(kernel, ROW_CHUNKS, [table, indices, picked, count, rows, width]);
}

const ROW_CHUNKS = 8;

export interface ScaleRowsFields {
  /** [rows, width] */
  readonly table: Address;
  /** [rows] */
  readonly scale: Address;
  /** [rows, width] */
  readonly scaled: Address;
  readonly rows: number;
  readonly width: number;
}

/** scaled = diag(scale) · table. */
export function scaleRowsJob({ table, scale, scaled, rows, width }: ScaleRowsFields): Job {
  return job('scaleRows', SCALE_CHUNKS, [table, scale, scaled, rows, rows, width]);
}

const SCALE_CHUNKS = 64;
