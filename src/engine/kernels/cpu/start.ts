import * as tf from '@tensorflow/tfjs';
import { adamUpdateOnCpu } from './adam-update.js';
import { csrMatMulOnCpu } from './csr-mat-mul.js';
import { gatherRowsOnCpu, scatterAddRowsOnCpu } from './gather-rows.js';

const KERNELS = [csrMatMulOnCpu, gatherRowsOnCpu, scatterAddRowsOnCpu, adamUpdateOnCpu];

/** Makes tfjs' cpu backend current, with Edgewise's kernels: plain JavaScript that runs everywhere. */
export async function startCpu(): Promise<void> {
  for (const kernel of KERNELS) {
    if (tf.getKernel(kernel.kernelName, 'cpu') === undefined) tf.registerKernel(kernel);
  }
  await tf.setBackend('cpu');
  await tf.ready();
}
