import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfInterrupted } from '../core/run-context.js';
import { KernelMemory } from './kernel-memory.js';
import { rankWalksJob, walkScratchBytes } from './kernels/jobs/rank-walks.js';
import { loadKernels } from './kernels/load-kernels.js';
import { packPanels } from './pack-panels.js';
import type { BlendTerms, RankWalksOptions } from './rank-walks-options.js';
import { CONTROL_BYTES, ThreadPool } from './threads/thread-pool.js';
import { walkGraph, type WalkGraph } from './walk-graph.js';

/**
 * Ranks by SIMD, on threads. Between slices the event loop turns.
 * Errors: ENGINE_UNAVAILABLE when kernels, threads or shared memory cannot be had; OUT_OF_MEMORY; INTERRUPTED.
 */
export async function rankWalksBySimd(options: RankWalksOptions): Promise<readonly Int32Array[]> {
  const { queries, k, signal, threads = availableParallelism() } = options;
  const weights = options.blend?.weights ?? [1];
  const kind = threads > 1 ? 'shared' : 'unshared';
  const placed = place(new KernelMemory(kind), options, weights.length, threads);
  const { memory, control } = placed;
  const pool = await ThreadPool.start({ module: await loadKernels(kind), memory, control, threads });
  const lists = weights.map(() => new Int32Array(queries.length * k));
  try {
    for (let first = 0; first < queries.length; first += SLICE_QUERIES) {
      throwIfInterrupted(signal, 'Interrupted while ranking.');
      const count = Math.min(SLICE_QUERIES, queries.length - first);
      placed.placeQueries(first, count);
      pool.run(rankWalksJob({ ...placed.fields, queryCount: count, weightCount: weights.length, k }));
      const ranked = new Int32Array(memory.buffer, placed.fields.lists, count * weights.length * k);
      for (let list = 0; list < count * weights.length; list++) {
        const query = first + Math.floor(list / weights.length);
        lists[list % weights.length]!.set(ranked.subarray(list * k, (list + 1) * k), query * k);
      }
      await nextTurn();
    }
  } finally {
    await pool.stop();
  }
  return lists;
}

/** Queries between two turns of the event loop: some tenths of a second. */
const SLICE_QUERIES = 256;
/** Items and queries of a panel, as the kernel expects; a slice is of whole panels. */
const ITEM_LANES = 8;
const QUERY_LANES = 4;

/** Everything in the kernels' memory, and how a slice of queries gets there. */
function place(
  kernelMemory: KernelMemory,
  { graph, items = graph.columns, exponents, queries, k, blend }: RankWalksOptions,
  weightCount: number,
  threads: number,
) {
  const { memory } = kernelMemory;
  const put = (array: Int32Array | Float32Array | Float64Array): number => {
    const address = kernelMemory.allocate(array.byteLength);
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    new Uint8Array(memory.buffer, address, array.byteLength).set(bytes);
    return address;
  };
  const scratchBytes = walkScratchBytes(graph.rows, graph.columns, items);
  const width = blend?.dimensions ?? 0;
  const fields = {
    ...placeGraph(walkGraph(graph, exponents, items), put),
    queries: kernelMemory.allocate(SLICE_QUERIES * 4),
    embeddings: blend === undefined ? 0 : kernelMemory.allocate(SLICE_QUERIES * width * 4),
    panels: blend === undefined ? 0 : put(panelsOf(blend, items)),
    width,
    weights: put(Float64Array.from(blend?.weights ?? [1])),
    lists: kernelMemory.allocate(SLICE_QUERIES * weightCount * k * 4),
    scores: kernelMemory.allocate(SLICE_QUERIES * weightCount * k * 4),
    scratch: kernelMemory.allocate(threads * scratchBytes),
    scratchBytes,
  };
  const placeQueries = (first: number, count: number): void => {
    const some = queries.subarray(first, first + count);
    new Int32Array(memory.buffer, fields.queries, count).set(some);
    if (blend === undefined) return;
    const rows = new Float32Array(count * width);
    some.forEach((user, row) => rows.set(blend.users.subarray(user * width, (user + 1) * width), row * width));
    packPanels(
      rows,
      count,
      width,
      QUERY_LANES,
      new Float32Array(memory.buffer, fields.embeddings, SLICE_QUERIES * width),
    );
  };
  return { memory, control: kernelMemory.allocate(CONTROL_BYTES), fields, placeQueries };
}

function placeGraph(
  { items, byUser, byItem, starting, passing, ending }: WalkGraph,
  put: (array: Int32Array | Float32Array | Float64Array) => number,
) {
  return {
    users: byUser.rows,
    columns: byUser.columns,
    items,
    userIndptr: put(byUser.indptr),
    userIndices: put(byUser.indices),
    userValues: byUser.values === null ? 0 : put(byUser.values),
    itemIndptr: put(byItem.indptr),
    itemIndices: put(byItem.indices),
    itemValues: byItem.values === null ? 0 : put(byItem.values),
    starting: put(starting),
    passing: put(passing),
    ending: put(ending),
  };
}

function panelsOf({ items, dimensions }: BlendTerms, rows: number): Float32Array {
  const panels = new Float32Array(Math.ceil(rows / ITEM_LANES) * ITEM_LANES * dimensions);
  packPanels(items, rows, dimensions, ITEM_LANES, panels);
  return panels;
}
