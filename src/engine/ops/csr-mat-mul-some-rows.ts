import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';
import type { SparseOperand } from '../sparse-operand.js';
import { assertFits, csrMatMul, type CsrMatMulAttributes } from './csr-mat-mul.js';
import { assertRows, assertRowUpdates, gatherRows, scatterAddRows } from './gather-rows.js';
import { hasKernel } from './has-kernel.js';

export const CSR_MAT_MUL_AT_ROWS = 'EdgewiseCsrMatMulAtRows';

export interface CsrMatMulAtRowsInputs extends tf.NamedTensorInfoMap {
  /** [columns, d] */
  x: tf.TensorInfo;
  /** [n] rows of the matrix. */
  indices: tf.TensorInfo;
  /** [rows, d] */
  addend?: tf.TensorInfo;
}

/**
 * The rows `indices` [n] of csrMatMul(matrix, x, addend) → [n, d], differentiable in x and addend. Where the engine has a
 * kernel for it, only those rows are computed, to the same bits; else all.
 *
 * Errors: those of csrMatMul; INDEX_OUT_OF_RANGE when an index is not a row of the matrix.
 */
export function csrMatMulAtRows(
  matrix: SparseOperand,
  x: tf.Tensor2D,
  indices: Int32Array,
  addend?: tf.Tensor2D,
): tf.Tensor2D {
  assertFits(x, matrix.columns, matrix);
  if (addend !== undefined) assertFits(addend, matrix.rows, matrix, x.shape[1]);
  assertRows(indices, matrix.rows);
  const value = (): tf.Tensor2D => productAtRows(matrix, x, indices, addend);
  // Rows may repeat, so their slopes are added up first.
  const toX = (dz: tf.Tensor2D): tf.Tensor2D =>
    csrMatMul(matrix.transposed(), scatterAddRows(dz, indices, matrix.rows));
  if (addend === undefined) return tf.customGrad<tf.Tensor2D>(() => ({ value: value(), gradFunc: toX }))(x);
  const gradFunc = (dz: tf.Tensor2D): tf.Tensor2D[] => [toX(dz), scatterAddRows(dz, indices, matrix.rows)];
  return tf.customGrad<tf.Tensor2D>(() => ({ value: value(), gradFunc }))(x, addend);
}

function productAtRows(matrix: SparseOperand, x: tf.Tensor2D, rows: Int32Array, addend?: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    if (!hasKernel(CSR_MAT_MUL_AT_ROWS)) return gatherRows(csrMatMul(matrix, x, addend), rows);
    const indices = tf.tensor1d(rows, 'int32');
    const inputs = addend === undefined ? { x, indices } : { x, indices, addend };
    const attributes: CsrMatMulAttributes = { operand: matrix.id };
    return tf.engine().runKernel<tf.Tensor2D>(CSR_MAT_MUL_AT_ROWS, inputs, attributes);
  });
}

export const CSR_MAT_MUL_OF_ROWS = 'EdgewiseCsrMatMulOfRows';

export interface CsrMatMulOfRowsInputs extends tf.NamedTensorInfoMap {
  /** [n, d] */
  values: tf.TensorInfo;
  /** [n] rows of the dense factor, each once. */
  indices: tf.TensorInfo;
}

/**
 * matrix · X for a dense X [columns, d] that is zero except in the rows `indices` [n], all distinct, where it has
 * `values` [n, d] → [rows, d], differentiable in the values. Where the engine has a kernel for it, entries that meet a
 * zero row are passed over; else X is made.
 *
 * Errors: SHAPE_MISMATCH when the values are not float32 rows, one for each index; INDEX_OUT_OF_RANGE when an index is
 * not a column of the matrix, or repeats.
 */
export function csrMatMulOfRows(matrix: SparseOperand, values: tf.Tensor2D, indices: Int32Array): tf.Tensor2D {
  assertRowUpdates(values, indices, matrix.columns);
  assertDistinct(indices, matrix.columns);
  const product = tf.customGrad<tf.Tensor2D>(() => ({
    value: productOfRows(matrix, values, indices),
    gradFunc: (dz) => csrMatMulAtRows(matrix.transposed(), dz, indices),
  }));
  return product(values);
}

function productOfRows(matrix: SparseOperand, values: tf.Tensor2D, rows: Int32Array): tf.Tensor2D {
  return tf.tidy(() => {
    if (!hasKernel(CSR_MAT_MUL_OF_ROWS)) return csrMatMul(matrix, scatterAddRows(values, rows, matrix.columns));
    const inputs = { values, indices: tf.tensor1d(rows, 'int32') };
    const attributes: CsrMatMulAttributes = { operand: matrix.id };
    return tf.engine().runKernel<tf.Tensor2D>(CSR_MAT_MUL_OF_ROWS, inputs, attributes);
  });
}

function assertDistinct(indices: Int32Array, rows: number): void {
  const seen = new Uint8Array(rows);
  for (const index of indices) {
    if (seen[index] === 1) throw new EdgewiseError('INDEX_OUT_OF_RANGE', `Row ${index} is named more than once.`);
    seen[index] = 1;
  }
}
