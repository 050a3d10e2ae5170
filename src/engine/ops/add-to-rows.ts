import * as tf from '@tensorflow/tfjs';
import { hasKernel } from './has-kernel.js';
import { assertRowUpdates, scatterAddRows } from './gather-rows.js';

export const ADD_TO_ROWS = 'EdgewiseAddToRows';

export interface AddToRowsInputs extends tf.NamedTensorInfoMap {
  /** [rows, d] */
  table: tf.TensorInfo;
  /** [n, d] */
  updates: tf.TensorInfo;
  /** [n] */
  indices: tf.TensorInfo;
}

/**
 * `table` [rows, d] with updates[k] [n, d] added at row indices[k], in order. Takes the table over and returns the one
 * to go on with: the same, changed in place, where the engine has a kernel for that, else a new one, the old disposed.
 * Not differentiable.
 *
 * Errors: SHAPE_MISMATCH when the updates are not float32 rows as wide as the table, one for each index;
 * INDEX_OUT_OF_RANGE when an index is not a row of the table.
 */
export function addToRows(table: tf.Tensor2D, updates: tf.Tensor2D, indices: Int32Array): tf.Tensor2D {
  assertRowUpdates(updates, indices, table.shape[0], table.shape[1]);
  if (!hasKernel(ADD_TO_ROWS)) {
    const sum = tf.tidy(() => table.add<tf.Tensor2D>(scatterAddRows(updates, indices, table.shape[0])));
    table.dispose();
    return sum;
  }
  tf.tidy(() => {
    const inputs = { table, updates, indices: tf.tensor1d(indices, 'int32') };
    tf.engine().runKernel<tf.Tensor[]>(ADD_TO_ROWS, inputs);
  });
  return table;
}
