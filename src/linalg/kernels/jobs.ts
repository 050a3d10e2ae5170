/** A call of a kernel that threads share out among them: its struct as the kernel lays it out, in 32-bit words. */
export interface Job {
  readonly kernel: ChunkedKernel;
  readonly words: Uint32Array;
}

export const CHUNKED_KERNELS = ['multiplySparse', 'gatherRows', 'scatterAddRows', 'adamUpdate', 'rankItems'] as const;
export type ChunkedKernel = (typeof CHUNKED_KERNELS)[number];

/** Addresses are bytes in the kernels' memory, aligned to 4. */
type Address = number;

export interface MultiplySparseFields {
  readonly chunks: number;
  /** First row of each chunk and the end, int32 [chunks + 1]: see row-chunks.ts. */
  readonly bounds: Address;
  readonly indptr: Address;
  readonly indices: Address;
  readonly values: Address;
  /** [columns of the matrix, width] */
  readonly dense: Address;
  /** [rows, width], added to the product; 0 when nothing is. */
  readonly addend: Address;
  /** [rows, width] */
  readonly product: Address;
  readonly width: number;
}

export function multiplySparseJob(fields: MultiplySparseFields): Job {
  const { chunks, bounds, indptr, indices, values, dense, addend, product, width } = fields;
  return job('multiplySparse', chunks, [bounds, indptr, indices, values, dense, addend, product, width]);
}

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

/** Both kernels of rows: picked from the table, or added into it after it was cleared. */
export function rowsJob(kernel: 'gatherRows' | 'scatterAddRows', fields: RowsFields): Job {
  const { table, indices, picked, count, rows, width } = fields;
  return job(kernel, ROW_CHUNKS, [table, indices, picked, count, rows, width]);
}

const ROW_CHUNKS = 8;

export interface AdamFields {
  readonly table: Address;
  readonly gradient: Address;
  readonly m: Address;
  readonly v: Address;
  readonly count: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly rate: number;
  readonly rootCorrection: number;
}

export function adamJob({ table, gradient, m, v, count, ...rates }: AdamFields): Job {
  const { beta1, beta2, epsilon, rate, rootCorrection } = rates;
  const floats = [beta1, beta2, 1 - beta1, 1 - beta2, epsilon, rate, rootCorrection].map(floatBits);
  return job('adamUpdate', Math.ceil(count / ADAM_CHUNK_ENTRIES), [table, gradient, m, v, count, ...floats]);
}

/** As in assembly/kernel/adam-update.ts. */
const ADAM_CHUNK_ENTRIES = 16384;

export interface RankFields {
  /** Panels of 4 queries. */
  readonly queries: Address;
  /** Panels of 8 items. */
  readonly items: Address;
  readonly queryCount: number;
  readonly itemCount: number;
  readonly width: number;
  /** CSR offsets and columns of what each query must not get; 0 and 0 when there is nothing. */
  readonly excludeIndptr: Address;
  readonly excludeIndices: Address;
  readonly k: number;
  /** int32 [queries, k] */
  readonly indices: Address;
  /** [queries, k] */
  readonly scores: Address;
  /** RANK_SCRATCH_BYTES for each thread. */
  readonly scratch: Address;
}

export function rankJob(fields: RankFields): Job {
  const { queries, items, queryCount, itemCount, width, excludeIndptr, excludeIndices, k, indices, scores, scratch } =
    fields;
  const chunks = Math.ceil(queryCount / RANK_CHUNK_QUERIES);
  return job('rankItems', chunks, [
    queries,
    items,
    queryCount,
    itemCount,
    width,
    excludeIndptr,
    excludeIndices,
    k,
    indices,
    scores,
    scratch,
  ]);
}

/** As in assembly/kernel/rank-items.ts. */
const RANK_CHUNK_QUERIES = 64;
export const RANK_SCRATCH_BYTES = 4 * 512 * 4 + RANK_CHUNK_QUERIES * 8;

/** Every struct begins with the counter that chunks are taken from, and their number. */
function job(kernel: ChunkedKernel, chunks: number, fields: readonly number[]): Job {
  return { kernel, words: Uint32Array.of(0, chunks, ...fields) };
}

function floatBits(value: number): number {
  floatCell[0] = value;
  return bitsCell[0]!;
}

const floatCell = new Float32Array(1);
const bitsCell = new Uint32Array(floatCell.buffer);
