import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';
import { sparseOperand, type SparseOperand } from '../sparse-operand.js';

export const CSR_MAT_MUL = 'EdgewiseCsrMatMul';

/** Attributes of the kernel. */
export interface CsrMatMulAttributes extends tf.NamedAttrMap {
  /** id of the SparseOperand. */
  operand: number;
}

/**
 * matrix · x: [rows, columns] sparse times [columns, d] dense → [rows, d] float32, differentiable in x.
 * Every entry is summed in the order of its row, so the result does not depend on the number of threads.
 * NaN and infinities travel as in IEEE 754; an absent entry contributes nothing, even against NaN.
 *
 * Errors: SHAPE_MISMATCH when x is not a float32 matrix with `matrix.columns` rows; INTERNAL when the operand was
 * disposed; OUT_OF_MEMORY when the engine has no room for the result.
 */
export function csrMatMul(matrix: SparseOperand, x: tf.Tensor2D): tf.Tensor2D {
  if (x.rank !== 2 || x.dtype !== 'float32' || x.shape[0] !== matrix.columns) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `A sparse matrix of ${matrix.rows} × ${matrix.columns} cannot multiply a ${x.dtype} tensor of shape [${x.shape.join(', ')}].`,
    );
  }
  return tf.engine().runKernel(CSR_MAT_MUL, { x }, { operand: matrix.id } satisfies CsrMatMulAttributes);
}

/** d(A·x)/dx: Aᵀ·dy. */
export const csrMatMulGradient: tf.GradConfig = {
  kernelName: CSR_MAT_MUL,
  gradFunc(dy, _saved, attributes) {
    const { operand } = attributes as CsrMatMulAttributes;
    return { x: () => csrMatMul(sparseOperand(operand).transposed(), dy as tf.Tensor2D) };
  },
};
