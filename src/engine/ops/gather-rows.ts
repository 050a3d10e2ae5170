import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';

export const GATHER_ROWS = 'EdgewiseGatherRows';
export const SCATTER_ADD_ROWS = 'EdgewiseScatterAddRows';

export interface GatherRowsInputs extends tf.NamedTensorInfoMap {
  x: tf.TensorInfo;
  indices: tf.TensorInfo;
}

export interface ScatterAddRowsInputs extends tf.NamedTensorInfoMap {
  updates: tf.TensorInfo;
  indices: tf.TensorInfo;
}

/** Attributes of both kernels. */
export interface RowsAttributes extends tf.NamedAttrMap {
  /** Rows of the table. */
  rows: number;
}

/**
 * The rows of x [rows, d] at `indices` [n], repeated as often as named → [n, d], differentiable in x: the gradient adds
 * up each row's shares in the order of `indices`. (tfjs' own gather has no gradient on its wasm backend.)
 *
 * Errors: SHAPE_MISMATCH when x is not a float32 matrix; INDEX_OUT_OF_RANGE when an index is not a row of x.
 */
export function gatherRows(x: tf.Tensor2D, indices: Int32Array): tf.Tensor2D {
  const rows = assertRowsOf(x);
  assertRows(indices, rows);
  return tf.tidy(() => {
    const inputs = { x, indices: tf.tensor1d(indices, 'int32') };
    return tf.engine().runKernel<tf.Tensor2D>(GATHER_ROWS, inputs, { rows } satisfies RowsAttributes); // [n, d]
  });
}

/**
 * The transpose of gatherRows: a table of zeros [rows, d] to which updates[k] [n, d] was added at row indices[k], in
 * order, differentiable in the updates.
 *
 * Errors: SHAPE_MISMATCH when the updates are not a float32 matrix of as many rows as there are indices;
 * INDEX_OUT_OF_RANGE when an index is not a row of the table.
 */
export function scatterAddRows(updates: tf.Tensor2D, indices: Int32Array, rows: number): tf.Tensor2D {
  assertRowUpdates(updates, indices, rows);
  return tf.tidy(() => {
    const inputs = { updates, indices: tf.tensor1d(indices, 'int32') };
    return tf.engine().runKernel<tf.Tensor2D>(SCATTER_ADD_ROWS, inputs, { rows } satisfies RowsAttributes); // [rows, d]
  });
}

/** The gradient of a gather is a scatter that adds … */
export const gatherRowsGradient: tf.GradConfig = {
  kernelName: GATHER_ROWS,
  inputsToSave: ['indices'],
  gradFunc(dy, saved, attributes) {
    const inputs = { updates: dy as tf.Tensor2D, indices: saved[0]! };
    return { x: () => tf.engine().runKernel(SCATTER_ADD_ROWS, inputs, attributes) };
  },
};

/** … and the other way round. */
export const scatterAddRowsGradient: tf.GradConfig = {
  kernelName: SCATTER_ADD_ROWS,
  inputsToSave: ['indices'],
  gradFunc(dy, saved, attributes) {
    const inputs = { x: dy as tf.Tensor2D, indices: saved[0]! };
    return { updates: () => tf.engine().runKernel(GATHER_ROWS, inputs, attributes) };
  },
};

/** Throws unless `updates` are float32 rows, `width` wide where that is given, one for each index of a table's row. */
export function assertRowUpdates(updates: tf.Tensor2D, indices: Int32Array, rows: number, width?: number): void {
  if (assertRowsOf(updates) !== indices.length || (width !== undefined && updates.shape[1] !== width)) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `Rows of shape [${updates.shape.join(', ')}] came with ${indices.length} indices${width === undefined ? '' : ` for a table ${width} wide`}.`,
    );
  }
  assertRows(indices, rows);
}

/** Throws INDEX_OUT_OF_RANGE when an index is not a row of a table of `rows` rows. */
export function assertRows(indices: Int32Array, rows: number): void {
  for (const index of indices) {
    if (index < 0 || index >= rows)
      throw new EdgewiseError('INDEX_OUT_OF_RANGE', `Row ${index} is outside a table of ${rows} rows.`);
  }
}

function assertRowsOf(x: tf.Tensor2D): number {
  if (x.rank !== 2 || x.dtype !== 'float32') {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `A ${x.dtype} tensor of shape [${x.shape.join(', ')}] is not rows of float32.`,
    );
  }
  return x.shape[0];
}
