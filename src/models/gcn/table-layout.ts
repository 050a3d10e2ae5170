import * as tf from '@tensorflow/tfjs';
import { NodeOrder } from './node-order.js';

/** A table [N, d] as an engine holds it: panels [N, d_k], side by side. */
export type Panels = tf.Tensor2D[];

/**
 * How an engine keeps tables [N, d]: rows in an order, columns in panels, each of which it takes whole; one panel where
 * it takes the table whole. Columns of a table meet in the loss of a batch alone, which sees rows of all panels joined;
 * what is done to a table is done to its panels one by one, to the same bits.
 */
export class TableLayout {
  readonly order: NodeOrder;
  /** Columns of each panel. */
  readonly widths: readonly number[];

  /** Columns are shared out as evenly as they go; there are at least as many as panels. */
  constructor(dimensions: number, panels = 1, order = NodeOrder.asNumbered) {
    const firstColumn = (panel: number): number => Math.floor((panel * dimensions) / panels);
    this.widths = Array.from({ length: panels }, (_, panel) => firstColumn(panel + 1) - firstColumn(panel));
    this.order = order;
  }

  get dimensions(): number {
    return this.widths.reduce((sum, width) => sum + width, 0);
  }

  /** The panels of a table by number of node [N·d], which they may share: give a copy of what must stay. */
  place(table: Float32Array): Panels {
    const rows = table.length / this.dimensions;
    let column = 0;
    return this.widths.map((width) => {
      const values = this.widths.length === 1 ? table : columnsOf(table, rows, column, width);
      column += width;
      return tf.tensor2d(this.order.byRow(values), [rows, width]);
    });
  }

  /** A copy of a table by number of node. [N·d] */
  async read(panels: Panels): Promise<Float32Array> {
    return this.#joined(async (at) => {
      const values = await panels[at]!.data<'float32'>();
      return tf.getBackend() === 'cpu' ? values.slice() : values; // There tfjs hands out the tensor's own array.
    });
  }

  /** What `map` makes of a table, by number of node; the engine holds the result of one panel at a time. [N·d] */
  async readMapped(panels: Panels, map: (panel: tf.Tensor2D) => tf.Tensor2D): Promise<Float32Array> {
    return this.#joined(async (at) => {
      const mapped = map(panels[at]!);
      const values = await mapped.data<'float32'>();
      if (mapped !== panels[at]) mapped.dispose();
      return values;
    });
  }

  /** Rows [n, d_k] of each panel as rows of the table [n, d]; of one panel the same tensor. */
  joinRows(parts: readonly tf.Tensor2D[]): tf.Tensor2D {
    return parts.length === 1 ? parts[0]! : tf.concat2d([...parts], 1);
  }

  /** Rows of a table [n, d] as rows of each panel [n, d_k]; of one panel the same tensor. */
  splitRows(rows: tf.Tensor2D): tf.Tensor2D[] {
    return this.widths.length === 1 ? [rows] : tf.split(rows, [...this.widths], 1);
  }

  /** Of what is read panel by panel, one after the other, the whole by number of node. */
  async #joined(read: (at: number) => Promise<Float32Array>): Promise<Float32Array> {
    const first = this.order.byNode(await read(0));
    if (this.widths.length === 1) return first;
    const rows = first.length / this.widths[0]!;
    const table = new Float32Array(rows * this.dimensions);
    setColumns(table, first, rows, 0);
    let column = this.widths[0]!;
    for (let at = 1; at < this.widths.length; at++) {
      setColumns(table, this.order.byNode(await read(at)), rows, column);
      column += this.widths[at]!;
    }
    return table;
  }
}

/** A copy of `width` columns of a table. */
function columnsOf(table: Float32Array, rows: number, firstColumn: number, width: number): Float32Array {
  const columns = new Float32Array(rows * width);
  const dimensions = table.length / rows;
  for (let row = 0; row < rows; row++) {
    const start = row * dimensions + firstColumn;
    columns.set(table.subarray(start, start + width), row * width);
  }
  return columns;
}

function setColumns(table: Float32Array, columns: Float32Array, rows: number, firstColumn: number): void {
  const [dimensions, width] = [table.length / rows, columns.length / rows];
  for (let row = 0; row < rows; row++) {
    table.set(columns.subarray(row * width, (row + 1) * width), row * dimensions + firstColumn);
  }
}
