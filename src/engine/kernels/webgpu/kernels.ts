import type * as tf from '@tensorflow/tfjs';
import { adamUpdateOnWebgpu } from './adam-update.js';
import { csrMatMulOnWebgpu } from './csr-mat-mul.js';
import { gatherRowsOnWebgpu, scatterAddRowsOnWebgpu } from './gather-rows.js';

/** Edgewise's ops for tfjs' WebGPU backend; the others are put together from these. */
export const WEBGPU_KERNELS: readonly tf.KernelConfig[] = [
  csrMatMulOnWebgpu,
  gatherRowsOnWebgpu,
  scatterAddRowsOnWebgpu,
  adamUpdateOnWebgpu,
];
