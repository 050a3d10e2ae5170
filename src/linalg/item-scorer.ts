import { EdgewiseError } from '../core/errors.js';
import { loadKernels } from './kernels/load-kernels.js';
import { KernelMemory } from './kernel-memory.js';
import { packPanels } from './pack-panels.js';

/** Rows of a panel of items, as the kernel expects. */
const LANES = 8;

/**
 * Scores a query against every item by dot product, for serving: one thread, SIMD, synchronous once created.
 * It keeps a copy of the items, rearranged.
 */
export class ItemScorer {
  readonly rows: number;
  readonly columns: number;
  readonly #score: () => void;
  readonly #query: Float32Array;
  readonly #scores: Float32Array;

  /**
   * items [rows, columns], row-major.
   * Errors: SHAPE_MISMATCH when `items` has another length; OUT_OF_MEMORY; ENGINE_UNAVAILABLE when the kernels are missing.
   */
  static async create(items: Float32Array, rows: number, columns: number): Promise<ItemScorer> {
    if (items.length !== rows * columns) {
      throw new EdgewiseError(
        'SHAPE_MISMATCH',
        `${items.length} values are not ${rows} items of ${columns} dimensions.`,
      );
    }
    return new ItemScorer(await loadKernels('unshared'), items, rows, columns);
  }

  private constructor(module: WebAssembly.Module, items: Float32Array, rows: number, columns: number) {
    this.rows = rows;
    this.columns = columns;
    const panels = Math.ceil(rows / LANES);
    const kernelMemory = new KernelMemory('unshared');
    const item = kernelMemory.allocate(panels * LANES * columns * 4);
    const query = kernelMemory.allocate(columns * 4);
    const scores = kernelMemory.allocate(panels * LANES * 4);
    const { memory } = kernelMemory;
    packPanels(items, rows, columns, LANES, new Float32Array(memory.buffer, item, panels * LANES * columns));
    this.#query = new Float32Array(memory.buffer, query, columns);
    this.#scores = new Float32Array(memory.buffer, scores, rows);
    const { scoreItems } = new WebAssembly.Instance(module, { env: { memory } }).exports;
    this.#score = () => scoreItems!(item, panels, columns, query, scores);
  }

  /**
   * The dot product of `query` [columns] with each item → [rows]: a view that the next call overwrites.
   * Summed in float32 in the order of the columns, the same bits as batchTopK.
   * Errors: SHAPE_MISMATCH when the query has another length.
   */
  scores(query: Float32Array): Float32Array {
    if (query.length !== this.columns) {
      throw new EdgewiseError('SHAPE_MISMATCH', `A query of ${query.length} dimensions met items of ${this.columns}.`);
    }
    this.#query.set(query);
    this.#score();
    return this.#scores;
  }
}
