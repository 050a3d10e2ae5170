import type * as tf from '@tensorflow/tfjs';
import { adamUpdateOnCpu } from './adam-update.js';
import { csrMatMulAtRowsOnCpu, csrMatMulOfRowsOnCpu, csrMatMulOnCpu } from './csr-mat-mul.js';
import { addToRowsOnCpu, gatherRowsOnCpu, scatterAddRowsOnCpu } from './gather-rows.js';
import { scaleRowsOnCpu } from './scale-rows.js';

/** Edgewise's ops for tfjs' cpu backend. */
export const CPU_KERNELS: readonly tf.KernelConfig[] = [
  csrMatMulOnCpu,
  csrMatMulAtRowsOnCpu,
  csrMatMulOfRowsOnCpu,
  gatherRowsOnCpu,
  scatterAddRowsOnCpu,
  addToRowsOnCpu,
  scaleRowsOnCpu,
  adamUpdateOnCpu,
];
