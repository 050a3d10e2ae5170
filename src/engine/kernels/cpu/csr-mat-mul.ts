import type * as tf from '@tensorflow/tfjs';
import { transpose, type CsrMatrix } from '../../../linalg/csr.js';
import { multiply } from '../../../linalg/multiply.js';
import { selectRows } from '../../../linalg/select-rows.js';
import { CSR_MAT_MUL, type CsrMatMulAttributes, type CsrMatMulInputs } from '../../ops/csr-mat-mul.js';
import {
  CSR_MAT_MUL_AT_ROWS,
  type CsrMatMulAtRowsInputs,
  CSR_MAT_MUL_OF_ROWS,
  type CsrMatMulOfRowsInputs,
} from '../../ops/csr-mat-mul-some-rows.js';
import { sparseOperand } from '../../sparse-operand.js';
import { floatsOf, integersOf, type CpuBackend } from './buffers.js';

export const csrMatMulOnCpu: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const cpu = backend as CpuBackend;
    const { matrix } = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { x, addend } = inputs as CsrMatMulInputs;
    const product = productOf(cpu, matrix, x); // [rows, d]
    if (addend !== undefined) {
      const added = floatsOf(cpu, addend);
      for (let position = 0; position < added.length; position++) product[position]! += added[position]!;
    }
    return cpu.makeTensorInfo([matrix.rows, x.shape[1]!], 'float32', product);
  },
};

export const csrMatMulAtRowsOnCpu: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL_AT_ROWS,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const cpu = backend as CpuBackend;
    const { matrix } = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { x, indices, addend } = inputs as CsrMatMulAtRowsInputs;
    const d = x.shape[1]!;
    const rows = integersOf(cpu, indices);
    const product = productOf(cpu, selectRows(matrix, rows), x); // [n, d]
    if (addend !== undefined) {
      const added = floatsOf(cpu, addend);
      for (let place = 0; place < rows.length; place++) {
        for (let k = 0; k < d; k++) product[place * d + k]! += added[rows[place]! * d + k]!;
      }
    }
    return cpu.makeTensorInfo([rows.length, d], 'float32', product);
  },
};

export const csrMatMulOfRowsOnCpu: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL_OF_ROWS,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const cpu = backend as CpuBackend;
    const operand = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { values, indices } = inputs as CsrMatMulOfRowsInputs;
    const columns = selectRows(operand.transposed().matrix, integersOf(cpu, indices)); // [n, rows]
    const product = productOf(cpu, transpose(columns), values); // [rows, d]
    return cpu.makeTensorInfo([operand.rows, values.shape[1]!], 'float32', product);
  },
};

function productOf(cpu: CpuBackend, matrix: CsrMatrix, dense: tf.TensorInfo): Float32Array {
  return multiply(matrix, floatsOf(cpu, dense), dense.shape[1]!);
}
