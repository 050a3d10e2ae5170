import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';
import { sparseOperand, type SparseOperand } from '../sparse-operand.js';

export const CSR_MAT_MUL = 'EdgewiseCsrMatMul';

export interface CsrMatMulInputs extends tf.NamedTensorInfoMap {
  /** [columns, d] */
  x: tf.TensorInfo;
  /** [rows, d] */
  addend?: tf.TensorInfo;
}

/** Attributes of the kernel. */
export interface CsrMatMulAttributes extends tf.NamedAttrMap {
  /** id of the SparseOperand. */
  operand: number;
}

/**
 * matrix · x, plus `addend` where one is given: [rows, columns] sparse times [columns, d] dense → [rows, d] float32,
 * differentiable in both. A fused addend saves a pass over memory, which costs a fifth of the product itself.
 * Every sum runs in the order of its row, so the result does not depend on the number of threads.
 * NaN and infinities travel as in IEEE 754; an absent entry contributes nothing, even against NaN.
 *
 * Errors: SHAPE_MISMATCH when x is not a float32 matrix with `matrix.columns` rows, or the addend does not fit;
 * INTERNAL when the operand was disposed; OUT_OF_MEMORY when the engine has no room for the result.
 */
export function csrMatMul(matrix: SparseOperand, x: tf.Tensor2D, addend?: tf.Tensor2D): tf.Tensor2D {
  assertFits(x, matrix.columns, matrix);
  if (addend !== undefined) assertFits(addend, matrix.rows, matrix, x.shape[1]);
  const attributes: CsrMatMulAttributes = { operand: matrix.id };
  return tf.engine().runKernel(CSR_MAT_MUL, addend === undefined ? { x } : { x, addend }, attributes);
}

/** d(A·x + y)/dx: Aᵀ·dz, d/dy: dz. */
export const csrMatMulGradient: tf.GradConfig = {
  kernelName: CSR_MAT_MUL,
  gradFunc(dz, _saved, attributes) {
    const { operand } = attributes as CsrMatMulAttributes;
    const slope = dz as tf.Tensor2D;
    return {
      x: () => csrMatMul(sparseOperand(operand).transposed(), slope),
      addend: () => tf.clone(slope),
    };
  },
};

/** Throws SHAPE_MISMATCH unless the tensor is float32 [rows, columns]. */
export function assertFits(tensor: tf.Tensor2D, rows: number, matrix: SparseOperand, columns = tensor.shape[1]): void {
  if (tensor.rank === 2 && tensor.dtype === 'float32' && tensor.shape[0] === rows && tensor.shape[1] === columns)
    return;
  throw new EdgewiseError(
    'SHAPE_MISMATCH',
    `The product with a sparse matrix of ${matrix.rows} × ${matrix.columns} got a ${tensor.dtype} tensor of shape [${tensor.shape.join(', ')}].`,
  );
}
