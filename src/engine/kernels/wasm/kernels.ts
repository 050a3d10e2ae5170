import type * as tf from '@tensorflow/tfjs';
import { adamUpdateOnWasm } from './adam-update.js';
import { csrMatMulAtRowsOnWasm, csrMatMulOfRowsOnWasm, csrMatMulOnWasm } from './csr-mat-mul.js';
import { addToRowsOnWasm, gatherRowsOnWasm, scatterAddRowsOnWasm } from './gather-rows.js';
import { sampledSoftmaxLossOnWasm } from './sampled-softmax-loss.js';
import { scaleRowsOnWasm } from './scale-rows.js';

/** Edgewise's ops for tfjs' wasm backend. */
export const WASM_KERNELS: readonly tf.KernelConfig[] = [
  csrMatMulOnWasm,
  csrMatMulAtRowsOnWasm,
  csrMatMulOfRowsOnWasm,
  gatherRowsOnWasm,
  scatterAddRowsOnWasm,
  addToRowsOnWasm,
  scaleRowsOnWasm,
  adamUpdateOnWasm,
  sampledSoftmaxLossOnWasm,
];
