import type * as tf from '@tensorflow/tfjs';
import { adamUpdateOnCpu } from './adam-update.js';
import { csrMatMulOnCpu } from './csr-mat-mul.js';
import { gatherRowsOnCpu, scatterAddRowsOnCpu } from './gather-rows.js';

/** Edgewise's ops for tfjs' cpu backend. */
export const CPU_KERNELS: readonly tf.KernelConfig[] = [
  csrMatMulOnCpu,
  gatherRowsOnCpu,
  scatterAddRowsOnCpu,
  adamUpdateOnCpu,
];
