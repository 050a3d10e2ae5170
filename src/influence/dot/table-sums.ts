import { inParts } from '../../core/in-parts.js';
import type { RowSums } from '../../linalg/moments.js';
import type { Table } from '../graph/propagate-side.js';

/**
 * Σ_i t_i and Σ_i t_i t_iᵀ over the rows of a table: what the scores t_i·q of all rows add up to is told from d² numbers,
 * whatever the number of rows. In float64.
 */
export class TableSums {
  /** [d] */
  readonly #sum: Float64Array;
  /** [d, d] */
  readonly #gram: Float64Array;

  /** One pass over the table, in parts. */
  static async create(table: Table, dimensions: number): Promise<TableSums> {
    const sum = new Float64Array(dimensions);
    const gram = new Float64Array(dimensions * dimensions);
    await inParts(table.length / dimensions, ROWS_AT_A_TIME, (start, end) => {
      for (let row = start; row < end; row++)
        addRow(table.subarray(row * dimensions, (row + 1) * dimensions), sum, gram);
    });
    return new TableSums(sum, gram);
  }

  private constructor(sum: Float64Array, gram: Float64Array) {
    this.#sum = sum;
    this.#gram = gram;
  }

  /** What the rows' products with a query [d] add up to. */
  of(query: Float64Array): RowSums {
    let sum = 0;
    let squares = 0;
    for (let column = 0; column < query.length; column++) {
      const offset = column * query.length;
      let through = this.#gram[offset + column]! * query[column]!;
      for (let other = 0; other < column; other++) through += 2 * this.#gram[offset + other]! * query[other]!;
      sum += this.#sum[column]! * query[column]!;
      squares += through * query[column]!;
    }
    return { sum, squares, gross: squares };
  }
}

/** About ten milliseconds of rows of 64 dimensions. */
const ROWS_AT_A_TIME = 4096;

/** Of the Gram matrix, which is symmetric, the lower triangle. */
function addRow(row: Table, sum: Float64Array, gram: Float64Array): void {
  for (let column = 0; column < row.length; column++) {
    const value = row[column]!;
    const offset = column * row.length;
    sum[column]! += value;
    for (let other = 0; other <= column; other++) gram[offset + other]! += value * row[other]!;
  }
}
