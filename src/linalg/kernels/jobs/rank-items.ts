import { job, type Address, type Job } from './job.js';

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
