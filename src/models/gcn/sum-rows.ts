import * as tf from '@tensorflow/tfjs';
import { scatterAddRows } from '../../engine/ops/gather-rows.js';

/** Rows of values with the rows of a table that each belongs to. */
export interface RowUpdates {
  /** [n] */
  readonly rows: Int32Array;
  /** [n, d] */
  readonly values: tf.Tensor2D;
}

/** Zeros [tableRows, d] to which all updates were added, in order: one pass over the table for any number of them. */
export function sumRows(tableRows: number, ...updates: readonly RowUpdates[]): tf.Tensor2D {
  return tf.tidy(() => {
    const values = tf.concat2d(
      updates.map((update) => update.values),
      0,
    );
    return scatterAddRows(values, joined(updates.map(({ rows }) => rows)), tableRows); // [tableRows, d]
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
