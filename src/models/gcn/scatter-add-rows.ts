import * as tf from '@tensorflow/tfjs';
import { SCATTER_ADD_ROWS, type RowsAttributes } from '../../engine/ops/gather-rows.js';

/** Rows of values with the rows of a table that each belongs to. */
export interface RowUpdates {
  /** [n] */
  readonly rows: Int32Array;
  /** [n, d] */
  readonly values: tf.Tensor2D;
}

/** The transpose of gatherRows: zeros [tableRows, d] to which every update was added, in order. */
export function scatterAddRows(tableRows: number, ...updates: readonly RowUpdates[]): tf.Tensor2D {
  return tf.tidy(() => {
    const inputs = {
      updates: tf.concat2d(
        updates.map(({ values }) => values),
        0,
      ),
      indices: tf.tensor1d(joined(updates.map(({ rows }) => rows)), 'int32'),
    };
    return tf.engine().runKernel<tf.Tensor2D>(SCATTER_ADD_ROWS, inputs, { rows: tableRows } satisfies RowsAttributes); // [rows, d]
  });
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let next = 0;
  for (const part of parts) {
    whole.set(part, next);
    next += part.length;
  }
  return whole;
}
