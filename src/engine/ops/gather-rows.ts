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
  if (x.rank !== 2 || x.dtype !== 'float32') {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `Rows cannot be gathered from a ${x.dtype} tensor of shape [${x.shape.join(', ')}].`,
    );
  }
  const rows = x.shape[0];
  for (const index of indices) {
    if (index < 0 || index >= rows)
      throw new EdgewiseError('INDEX_OUT_OF_RANGE', `Row ${index} is outside a table of ${rows} rows.`);
  }
  return tf.tidy(() => {
    const inputs = { x, indices: tf.tensor1d(indices, 'int32') };
    return tf.engine().runKernel<tf.Tensor2D>(GATHER_ROWS, inputs, { rows } satisfies RowsAttributes); // [n, d]
  });
}

/** The gradient of a gather is a scatter that adds. */
export const gatherRowsGradient: tf.GradConfig = {
  kernelName: GATHER_ROWS,
  inputsToSave: ['indices'],
  gradFunc(dy, saved, attributes) {
    const { rows } = attributes as RowsAttributes;
    const inputs = { updates: dy as tf.Tensor2D, indices: saved[0]! };
    return { x: () => tf.engine().runKernel<tf.Tensor2D>(SCATTER_ADD_ROWS, inputs, { rows } satisfies RowsAttributes) };
  },
};
