import { EdgewiseError, isEdgewiseError } from '../core/errors.js';
import { inParts } from '../core/in-parts.js';
import { loadKernels } from './kernels/load-kernels.js';
import { KernelMemory } from './kernel-memory.js';
import { packPanels } from './pack-panels.js';

/**
 * Scores a query against every item by dot product, for serving: one thread, synchronous once created. It keeps a copy
 * of the items, rearranged. Uses SIMD; where this Node has none it gives the same bits in plain JavaScript, slower.
 */
export class ItemScorer {
  readonly rows: number;
  readonly columns: number;
  readonly #scoring: Scoring;

  /**
   * items [rows, columns], row-major.
   * Errors: SHAPE_MISMATCH when `items` has another length; OUT_OF_MEMORY.
   */
  static async create(items: Float32Array, rows: number, columns: number): Promise<ItemScorer> {
    if (items.length !== rows * columns) {
      throw new EdgewiseError(
        'SHAPE_MISMATCH',
        `${items.length} values are not ${rows} items of ${columns} dimensions.`,
      );
    }
    return new ItemScorer(rows, columns, await startScoring(items, rows, columns));
  }

  private constructor(rows: number, columns: number, scoring: Scoring) {
    this.rows = rows;
    this.columns = columns;
    this.#scoring = scoring;
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
    this.#scoring.query.set(query);
    this.#scoring.run();
    return this.#scoring.scores;
  }
}

/** Where a query goes, where its scores come out, and what computes them. */
interface Scoring {
  /** [columns] */
  readonly query: Float32Array;
  /** [rows] */
  readonly scores: Float32Array;
  run(): void;
}

async function startScoring(items: Float32Array, rows: number, columns: number): Promise<Scoring> {
  try {
    return await scoringBySimd(await loadKernels('unshared'), items, rows, columns);
  } catch (error) {
    if (!isEdgewiseError(error, 'ENGINE_UNAVAILABLE')) throw error;
    return plainScoring(items.slice(), rows, columns);
  }
}

/** Rows of a panel of items, as the kernel expects. */
const LANES = 8;

/** Whole panels of about 2^18 values, which are packed in about a millisecond. */
function rowsAtATime(columns: number): number {
  return LANES * Math.ceil(2 ** 18 / (LANES * Math.max(1, columns)));
}

async function scoringBySimd(
  module: WebAssembly.Module,
  items: Float32Array,
  rows: number,
  columns: number,
): Promise<Scoring> {
  const panels = Math.ceil(rows / LANES);
  const kernelMemory = new KernelMemory('unshared');
  const item = kernelMemory.allocate(panels * LANES * columns * 4);
  const query = kernelMemory.allocate(columns * 4);
  const scores = kernelMemory.allocate(panels * LANES * 4);
  const { memory } = kernelMemory;
  const packed = new Float32Array(memory.buffer, item, panels * LANES * columns);
  await inParts(rows, rowsAtATime(columns), (start, end) => {
    packPanels(items, rows, columns, LANES, packed, start, end);
  });
  const { scoreItems } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  return {
    query: new Float32Array(memory.buffer, query, columns),
    scores: new Float32Array(memory.buffer, scores, rows),
    run: () => scoreItems!(item, panels, columns, query, scores),
  };
}

function plainScoring(items: Float32Array, rows: number, columns: number): Scoring {
  const query = new Float32Array(columns);
  const scores = new Float32Array(rows);
  const { fround } = Math; // Rounds every step as the kernel does.
  const run = (): void => {
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        sum = fround(sum + fround(query[column]! * items[row * columns + column]!));
      }
      scores[row] = sum;
    }
  };
  return { query, scores, run };
}
