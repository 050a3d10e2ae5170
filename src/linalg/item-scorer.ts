import { EdgewiseError } from '../core/errors.js';
import { loadKernels } from './kernels/load-kernels.js';
import { type ItemTable, packItems, type PanelTable, placeBytes, type PlainTable } from './item-table.js';

/**
 * Scores a query against every item by dot product, for serving: on the thread that made it, synchronous once created.
 * Uses SIMD; where this Node has none it gives the same bits in plain JavaScript, slower.
 */
export class ItemScorer {
  readonly rows: number;
  readonly columns: number;
  readonly #scoring: Scoring;

  /**
   * Over a copy of items [rows, columns], row-major, rearranged.
   * Errors: SHAPE_MISMATCH when `items` has another length; OUT_OF_MEMORY.
   */
  static async create(items: Float32Array, rows: number, columns: number): Promise<ItemScorer> {
    if (items.length !== rows * columns) {
      throw new EdgewiseError(
        'SHAPE_MISMATCH',
        `${items.length} values are not ${rows} items of ${columns} dimensions.`,
      );
    }
    return ItemScorer.over(await packItems(items, rows, columns, 1), 0);
  }

  /** Over a table that several threads may use, each by a number of its own below the table's threads. */
  static async over(table: ItemTable, thread: number): Promise<ItemScorer> {
    return new ItemScorer(table, 'values' in table ? plainScoring(table) : await scoringBySimd(table, thread));
  }

  private constructor({ rows, columns }: ItemTable, scoring: Scoring) {
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

async function scoringBySimd(table: PanelTable, thread: number): Promise<Scoring> {
  const { rows, columns, memory, isShared, panels, items, places } = table;
  const module = await loadKernels(isShared ? 'shared' : 'unshared');
  const { scoreItems } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  const bytes = placeBytes(table);
  const query = places + thread * bytes.whole;
  const scores = query + bytes.query;
  return {
    query: new Float32Array(memory.buffer, query, columns),
    scores: new Float32Array(memory.buffer, scores, rows),
    run: () => scoreItems!(items, panels, columns, query, scores),
  };
}

function plainScoring({ rows, columns, values }: PlainTable): Scoring {
  const query = new Float32Array(columns);
  const scores = new Float32Array(rows);
  const { fround } = Math; // Rounds every step as the kernel does.
  const run = (): void => {
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        sum = fround(sum + fround(query[column]! * values[row * columns + column]!));
      }
      scores[row] = sum;
    }
  };
  return { query, scores, run };
}
