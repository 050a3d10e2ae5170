import type * as tf from '@tensorflow/tfjs';
import { multiply } from '../../../linalg/multiply.js';
import { CSR_MAT_MUL, type CsrMatMulAttributes, type CsrMatMulInputs } from '../../ops/csr-mat-mul.js';
import { sparseOperand } from '../../sparse-operand.js';
import { floatsOf, type CpuBackend } from './buffers.js';

export const csrMatMulOnCpu: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const cpu = backend as CpuBackend;
    const { matrix } = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { x, addend } = inputs as CsrMatMulInputs;
    const d = x.shape[1]!;
    const product = multiply(matrix, floatsOf(cpu, x), d); // [rows, d]
    if (addend !== undefined) floatsOf(cpu, addend).forEach((value, position) => (product[position]! += value));
    return cpu.makeTensorInfo([matrix.rows, d], 'float32', product);
  },
};
