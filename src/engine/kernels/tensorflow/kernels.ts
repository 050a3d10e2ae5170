import type * as tf from '@tensorflow/tfjs';
import { adamUpdateOnTensorflow } from './adam-update.js';
import { csrMatMulOnTensorflow } from './csr-mat-mul.js';
import { gatherRowsOnTensorflow, scatterAddRowsOnTensorflow } from './gather-rows.js';

/** Edgewise's ops for tfjs-node's backend. */
export const TENSORFLOW_KERNELS: readonly tf.KernelConfig[] = [
  csrMatMulOnTensorflow,
  gatherRowsOnTensorflow,
  scatterAddRowsOnTensorflow,
  adamUpdateOnTensorflow,
];
