import type * as tf from '@tensorflow/tfjs';
import { ADAM_UPDATE, type AdamAttributes, type AdamInputs } from '../../ops/adam-update.js';
import { assertBindable } from './limits.js';
import { descendProgram, meanProgram } from './programs.js';
import type { Uniform, WebgpuBackend } from './webgpu-backend.js';

/** New tensors instead of changed ones: a program has one output, and tfjs may hold a copy of what it once read. */
export const adamUpdateOnWebgpu: tf.KernelConfig = {
  kernelName: ADAM_UPDATE,
  backendName: 'webgpu',
  kernelFunc({ inputs, backend, attrs }) {
    const gpu = backend as WebgpuBackend;
    const { table, gradient, m, v } = inputs as AdamInputs;
    const { beta1, beta2, epsilon, rate, rootCorrection } = attrs as AdamAttributes;
    assertBindable(gpu, table);
    const mean = gpu.runWebGPUProgram(meanProgram(m.shape, 'slope'), [m, gradient], 'float32', floats(beta1));
    const square = gpu.runWebGPUProgram(meanProgram(v.shape, 'square'), [v, gradient], 'float32', floats(beta2));
    const settings = floats(rate, rootCorrection, epsilon);
    const next = gpu.runWebGPUProgram(descendProgram(table.shape), [table, mean, square], 'float32', settings);
    return [next, mean, square];
  },
};

function floats(...values: number[]): Uniform[] {
  return values.map((value) => ({ type: 'float32', data: [value] }));
}
