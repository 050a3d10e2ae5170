import { ChunkedJob, takeChunk } from './chunks';
import { rise, scoreAt, sink, sortBestFirst } from './heap';
import { scoreFour } from './score-items';

@unmanaged
class RankJob extends ChunkedJob {
  /** Panels of 4 queries. */
  queries: usize;
  /** Panels of 8 items. */
  items: usize;
  queryCount: i32;
  itemCount: i32;
  width: i32;
  /** CSR of the items that each query must not get; both 0 when there are none. */
  excludeIndptr: usize;
  excludeIndices: usize;
  k: i32;
  /** [queries, k] */
  indices: usize;
  /** [queries, k] */
  scores: usize;
  /** SCRATCH_BYTES for each thread. */
  scratch: usize;
}

/** Queries of a chunk: items pass through the cache once for all of them. */
const CHUNK_QUERIES: i32 = 64;
/** Items scored between two looks at the heaps: 512 · 64 columns are 128 KiB of a second-level cache. */
const BLOCK_ITEMS: i32 = 512;
/** Four rows of scores, then for each query of a chunk the size of its heap and how far its exclusions were read. */
const SIZES: usize = 4 * BLOCK_ITEMS * 4;
const CURSORS: usize = SIZES + CHUNK_QUERIES * 4;
export const SCRATCH_BYTES: usize = CURSORS + CHUNK_QUERIES * 4;

/** The k best items of each query, best first, ties by lower index; -1 and -∞ where fewer are left. */
export function rankItems(address: usize, thread: i32): void {
  const job = changetype<RankJob>(address);
  const scratch = job.scratch + <usize>thread * SCRATCH_BYTES;
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const first = chunk * CHUNK_QUERIES;
    rankChunk(job, scratch, first, min(first + CHUNK_QUERIES, job.queryCount));
  }
}

function rankChunk(job: RankJob, scratch: usize, first: i32, end: i32): void {
  for (let query = first; query < end; query++) {
    const slot = <usize>(query - first) << 2;
    store<i32>(scratch + SIZES + slot, 0);
    store<i32>(scratch + CURSORS + slot, job.excludeIndptr == 0 ? 0 : load<i32>(job.excludeIndptr + (<usize>query << 2)));
  }
  for (let item = 0; item < job.itemCount; item += BLOCK_ITEMS) {
    const count = min(BLOCK_ITEMS, job.itemCount - item);
    for (let query = first; query < end; query += 4) {
      scoreTile(job, scratch, query, item, count);
      for (let lane = 0; lane < min(4, end - query); lane++) {
        const row = scratch + <usize>(lane * BLOCK_ITEMS * 4);
        const slot = <usize>(query + lane - first) << 2;
        maskExcluded(job, row, scratch + CURSORS + slot, query + lane, item, count);
        keepBest(job, row, scratch + SIZES + slot, query + lane, item, count);
      }
    }
  }
  for (let query = first; query < end; query++) {
    finish(job, query, load<i32>(scratch + SIZES + (<usize>(query - first) << 2)));
  }
}

/** Scores of 4 queries against `count` items into 4 rows; what stands past `count` in the last vector becomes NaN. */
function scoreTile(job: RankJob, rows: usize, query: i32, item: i32, count: i32): void {
  const width = <usize>job.width;
  const items = job.items + (<usize>item * width << 2);
  const queries = job.queries + (<usize>query * width << 2);
  scoreFour(items, (count + 7) >> 3, job.width, queries, rows, BLOCK_ITEMS * 4);
  for (let i = count; i & 7; i++) {
    for (let lane = 0; lane < 4; lane++) store<f32>(rows + (<usize>(lane * BLOCK_ITEMS + i) << 2), f32.NaN);
  }
}

/** NaN is better than nothing, so no comparison lets an excluded item in. The exclusions of a row ascend. */
function maskExcluded(job: RankJob, row: usize, cursor: usize, query: i32, item: i32, count: i32): void {
  if (job.excludeIndptr == 0) return;
  const end = load<i32>(job.excludeIndptr + (<usize>query << 2), 4);
  let next = load<i32>(cursor);
  for (; next < end; next++) {
    const place = load<i32>(job.excludeIndices + (<usize>next << 2)) - item;
    if (place >= count) break;
    store<f32>(row + (<usize>place << 2), f32.NaN);
  }
  store<i32>(cursor, next);
}

/** Offers a block's scores to the query's heap, four at a time: most fours hold nothing above its root. */
function keepBest(job: RankJob, row: usize, sizeAddress: usize, query: i32, item: i32, count: i32): void {
  const k = job.k;
  const indices = job.indices + (<usize>query * <usize>k << 2);
  const scores = job.scores + (<usize>query * <usize>k << 2);
  let size = load<i32>(sizeAddress);
  let root = f32x4.splat(size == k ? scoreAt(scores, 0) : -Infinity);
  for (let i = 0; i < count; i += 4) {
    const four = v128.load(row + (<usize>i << 2));
    if (size == k && !v128.any_true(f32x4.gt(four, root))) continue;
    for (let lane = i; lane < i + 4; lane++) {
      const score = scoreAt(row, lane);
      if (size < k) {
        if (score == score) rise(indices, scores, size++, item + lane, score);
      } else if (score > scoreAt(scores, 0)) {
        sink(indices, scores, k, item + lane, score);
      }
    }
    if (size == k) root = f32x4.splat(scoreAt(scores, 0));
  }
  store<i32>(sizeAddress, size);
}

function finish(job: RankJob, query: i32, size: i32): void {
  const indices = job.indices + (<usize>query * <usize>job.k << 2);
  const scores = job.scores + (<usize>query * <usize>job.k << 2);
  sortBestFirst(indices, scores, size);
  for (let slot = size; slot < job.k; slot++) {
    store<i32>(indices + (<usize>slot << 2), -1);
    store<f32>(scores + (<usize>slot << 2), -Infinity);
  }
}
