import type * as tf from '@tensorflow/tfjs';
import { multiply } from '../../../linalg/multiply.js';
import { CSR_MAT_MUL, type CsrMatMulAttributes } from '../../ops/csr-mat-mul.js';
import { sparseOperand } from '../../sparse-operand.js';
import { floatsOf, type CpuBackend } from './buffers.js';

export const csrMatMulOnCpu: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const cpu = backend as CpuBackend;
    const { matrix } = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const x = inputs['x']!; // [columns, d]
    const d = x.shape[1]!;
    return cpu.makeTensorInfo([matrix.rows, d], 'float32', multiply(matrix, floatsOf(cpu, x), d));
  },
};
