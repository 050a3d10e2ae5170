import type * as tf from '@tensorflow/tfjs';
import { adamUpdateOnWasm } from './adam-update.js';
import { csrMatMulOnWasm } from './csr-mat-mul.js';
import { gatherRowsOnWasm, scatterAddRowsOnWasm } from './gather-rows.js';

/** Edgewise's ops for tfjs' wasm backend. */
export const WASM_KERNELS: readonly tf.KernelConfig[] = [
  csrMatMulOnWasm,
  gatherRowsOnWasm,
  scatterAddRowsOnWasm,
  adamUpdateOnWasm,
];
