import * as tf from '@tensorflow/tfjs';
import { csrMatMulGradient } from './csr-mat-mul.js';
import { gatherRowsGradient } from './gather-rows.js';

/** Tells tfjs the gradients of Edgewise's ops; they hold for every engine. */
export function registerGradients(): void {
  for (const gradient of [csrMatMulGradient, gatherRowsGradient]) {
    if (tf.getGradient(gradient.kernelName) === undefined) tf.registerGradient(gradient);
  }
}
