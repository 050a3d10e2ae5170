import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EdgewiseError, isEdgewiseError } from '../core/errors.js';
import { throwIfInterrupted } from '../core/run-context.js';
import { assertCsr, type CsrMatrix } from './csr.js';
import { rankOneByOne } from './rank-one-by-one.js';
import { RankSlices, type RankSlicesOptions, type SliceRanker } from './rank-slices.js';

export interface BatchTopKOptions {
  /** [Q, dimensions], row-major. */
  readonly queries: Float32Array;
  /** [I, dimensions], row-major. */
  readonly items: Float32Array;
  readonly dimensions: number;
  /** Q × I: the items that a query must not get; null when there are none. */
  readonly exclude: CsrMatrix | null;
  readonly k: number;
  /** Threads to rank with. Absent: one for each processor, or one alone where the work is small. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

export interface BatchTopK {
  /** [Q, k], best first; -1 where fewer than k items are left. */
  readonly indices: Int32Array;
  /** [Q, k]; -Infinity where `indices` is -1. */
  readonly scores: Float32Array;
}

/**
 * The k items of highest dot product for every query, ties by lower index: exact, over the whole catalogue, the same
 * bits for any number of threads and without SIMD. Between slices of 2,048 queries the event loop turns.
 *
 * Errors: SHAPE_MISMATCH when lengths do not fit; DIVERGED when a query or an item is not finite; INTERRUPTED by
 * `signal`; OUT_OF_MEMORY.
 */
export async function batchTopK(options: BatchTopKOptions): Promise<BatchTopK> {
  const { queryCount, itemCount } = checkedCounts(options);
  const { dimensions, k, signal } = options;
  const indices = new Int32Array(queryCount * k);
  const scores = new Float32Array(queryCount * k);
  const usefulThreads = queryCount * itemCount * dimensions < SMALL_WORK ? 1 : availableParallelism();
  const slices = await startSlices({
    ...options,
    threads: Math.max(1, options.threads ?? usefulThreads),
    sliceQueries: Math.min(queryCount, SLICE_QUERIES),
  });
  try {
    for (let first = 0; first < queryCount; first += SLICE_QUERIES) {
      if (signal !== undefined) throwIfInterrupted(signal, 'Interrupted while ranking.');
      const slice = slices.rank(first, Math.min(first + SLICE_QUERIES, queryCount));
      indices.set(slice.indices, first * k);
      scores.set(slice.scores, first * k);
      await nextTurn();
    }
  } finally {
    await slices.stop();
  }
  return { indices, scores };
}

/** With fewer threads, and last without SIMD, where this process is refused what it takes: slower beats not at all. */
async function startSlices(options: RankSlicesOptions): Promise<SliceRanker> {
  try {
    return await RankSlices.start(options);
  } catch (error) {
    if (!isEdgewiseError(error, 'ENGINE_UNAVAILABLE')) throw error;
    return options.threads > 1 ? startSlices({ ...options, threads: 1 }) : rankOneByOne(options);
  }
}

/** A multiple of the queries that a thread takes at a time. */
const SLICE_QUERIES = 2048;

/** Products below which starting a thread takes longer than it saves: some 50 ms. */
const SMALL_WORK = 5e8;

function checkedCounts({ queries, items, dimensions, exclude, k }: BatchTopKOptions): {
  queryCount: number;
  itemCount: number;
} {
  const queryCount = queries.length / dimensions;
  const itemCount = items.length / dimensions;
  if (!Number.isInteger(queryCount) || !Number.isInteger(itemCount) || !Number.isInteger(k) || k < 0) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `${queries.length} and ${items.length} values cannot be ranked as vectors of ${dimensions} to the ${k} best.`,
    );
  }
  if (exclude !== null) {
    if (exclude.rows !== queryCount || exclude.columns !== itemCount) {
      throw new EdgewiseError(
        'SHAPE_MISMATCH',
        `Exclusions of ${exclude.rows} × ${exclude.columns} met ${queryCount} queries and ${itemCount} items.`,
      );
    }
    assertCsr(exclude);
  }
  assertFinite(queries, 'query', dimensions);
  assertFinite(items, 'item', dimensions);
  return { queryCount, itemCount };
}

function assertFinite(values: Float32Array, name: string, dimensions: number): void {
  for (let position = 0; position < values.length; position++) {
    if (Number.isFinite(values[position])) continue;
    throw new EdgewiseError('DIVERGED', `The vector of ${name} ${Math.floor(position / dimensions)} is not finite.`);
  }
}
