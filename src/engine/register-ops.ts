import * as tf from '@tensorflow/tfjs';
import { CPU_KERNELS } from './kernels/cpu/kernels.js';
import { TENSORFLOW_KERNELS } from './kernels/tensorflow/kernels.js';
import { WASM_KERNELS } from './kernels/wasm/kernels.js';
import { WEBGPU_KERNELS } from './kernels/webgpu/kernels.js';
import { csrMatMulGradient } from './ops/csr-mat-mul.js';
import { gatherRowsGradient, scatterAddRowsGradient } from './ops/gather-rows.js';

/** Tells tfjs Edgewise's ops: a kernel for each engine, and gradients, which hold for every engine. Twice is once. */
export function registerOps(): void {
  if (registered) return;
  registered = true;
  for (const kernel of [...CPU_KERNELS, ...WASM_KERNELS, ...TENSORFLOW_KERNELS, ...WEBGPU_KERNELS])
    tf.registerKernel(kernel);
  for (const gradient of [csrMatMulGradient, gatherRowsGradient, scatterAddRowsGradient]) tf.registerGradient(gradient);
}

let registered = false;
