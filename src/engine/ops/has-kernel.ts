import * as tf from '@tensorflow/tfjs';

/** Whether the engine that runs has a kernel of its own for an op; else the op is put together from others. */
export function hasKernel(name: string): boolean {
  return (tf.getKernel(name, tf.getBackend()) as tf.KernelConfig | undefined) !== undefined;
}
