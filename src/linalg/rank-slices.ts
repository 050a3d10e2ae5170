import type { CsrMatrix } from './csr.js';
import { KernelMemory } from './kernel-memory.js';
import { RANK_SCRATCH_BYTES, rankJob } from './kernels/jobs/rank-items.js';
import { loadKernels } from './kernels/load-kernels.js';
import { packPanels } from './pack-panels.js';
import { CONTROL_BYTES, ThreadPool } from './threads/thread-pool.js';

export interface RankSlicesOptions {
  /** [Q, dimensions] */
  readonly queries: Float32Array;
  /** [I, dimensions] */
  readonly items: Float32Array;
  readonly dimensions: number;
  /** Q × I */
  readonly exclude: CsrMatrix | null;
  readonly k: number;
  readonly threads: number;
  /** The most queries that one call of `rank` names. */
  readonly sliceQueries: number;
}

export interface RankedSlice {
  /** Views that the next slice overwrites, [queries of the slice, k]. */
  readonly indices: Int32Array;
  readonly scores: Float32Array;
}

/** Ranks the items for one slice of queries after another, until it is stopped. */
export interface SliceRanker {
  /** Queries first … end − 1. */
  rank(first: number, end: number): RankedSlice;
  stop(): Promise<void>;
}

/** By SIMD, on threads of its own. */
export class RankSlices implements SliceRanker {
  readonly #options: RankSlicesOptions;
  readonly #itemCount: number;
  readonly #memory: WebAssembly.Memory;
  readonly #pool: ThreadPool;
  readonly #addresses: Addresses;

  /** Errors: ENGINE_UNAVAILABLE when kernels, threads or shared memory cannot be had; OUT_OF_MEMORY. */
  static async start(options: RankSlicesOptions): Promise<RankSlices> {
    const kind = options.threads > 1 ? 'shared' : 'unshared';
    const kernelMemory = new KernelMemory(kind);
    const addresses = allocate(kernelMemory, options);
    const { memory } = kernelMemory;
    const pool = await ThreadPool.start({
      module: await loadKernels(kind),
      memory,
      control: addresses.control,
      threads: options.threads,
    });
    return new RankSlices(options, memory, pool, addresses);
  }

  private constructor(options: RankSlicesOptions, memory: WebAssembly.Memory, pool: ThreadPool, addresses: Addresses) {
    this.#options = options;
    this.#memory = memory;
    this.#pool = pool;
    this.#addresses = addresses;
    this.#itemCount = options.items.length / options.dimensions;
    const panels = new Float32Array(
      memory.buffer,
      addresses.items,
      panelValues(this.#itemCount, ITEM_LANES, options.dimensions),
    );
    packPanels(options.items, this.#itemCount, options.dimensions, ITEM_LANES, panels);
  }

  rank(first: number, end: number): RankedSlice {
    const { queries, dimensions, k, exclude } = this.#options;
    const { buffer } = this.#memory;
    const at = this.#addresses;
    const count = end - first;
    const panels = new Float32Array(buffer, at.queries, panelValues(count, QUERY_LANES, dimensions));
    packPanels(queries.subarray(first * dimensions, end * dimensions), count, dimensions, QUERY_LANES, panels);
    if (exclude !== null) this.#placeExclusions(exclude, first, end);
    this.#pool.run(
      rankJob({
        queries: at.queries,
        items: at.items,
        queryCount: count,
        itemCount: this.#itemCount,
        width: dimensions,
        excludeIndptr: at.excludeIndptr,
        excludeIndices: at.excludeIndices,
        k,
        indices: at.indices,
        scores: at.scores,
        scratch: at.scratch,
      }),
    );
    return {
      indices: new Int32Array(buffer, at.indices, count * k),
      scores: new Float32Array(buffer, at.scores, count * k),
    };
  }

  async stop(): Promise<void> {
    await this.#pool.stop();
  }

  #placeExclusions({ indptr, indices }: CsrMatrix, first: number, end: number): void {
    const start = indptr[first]!;
    const offsets = new Int32Array(this.#memory.buffer, this.#addresses.excludeIndptr, end - first + 1);
    offsets.forEach((_, row) => (offsets[row] = indptr[first + row]! - start));
    const columns = indices.subarray(start, indptr[end]);
    new Int32Array(this.#memory.buffer, this.#addresses.excludeIndices, columns.length).set(columns);
  }
}

/** Rows of a panel, as the kernel expects. */
const QUERY_LANES = 4;
const ITEM_LANES = 8;

type Addresses = ReturnType<typeof allocate>;

function allocate(memory: KernelMemory, { items, dimensions, exclude, k, threads, sliceQueries }: RankSlicesOptions) {
  return {
    control: memory.allocate(CONTROL_BYTES),
    items: memory.allocate(panelValues(items.length / dimensions, ITEM_LANES, dimensions) * 4),
    queries: memory.allocate(panelValues(sliceQueries, QUERY_LANES, dimensions) * 4),
    excludeIndptr: exclude === null ? 0 : memory.allocate((sliceQueries + 1) * 4),
    excludeIndices: exclude === null ? 0 : memory.allocate(mostEntries(exclude, sliceQueries) * 4),
    indices: memory.allocate(sliceQueries * k * 4),
    scores: memory.allocate(sliceQueries * k * 4),
    scratch: memory.allocate(threads * RANK_SCRATCH_BYTES),
  };
}

function panelValues(rows: number, lanes: number, width: number): number {
  return Math.ceil(rows / lanes) * lanes * width;
}

/** The most entries that a slice of rows holds. */
function mostEntries(matrix: CsrMatrix, sliceRows: number): number {
  let most = 0;
  for (let first = 0; first < matrix.rows; first += sliceRows) {
    const end = Math.min(first + sliceRows, matrix.rows);
    most = Math.max(most, matrix.indptr[end]! - matrix.indptr[first]!);
  }
  return most;
}
