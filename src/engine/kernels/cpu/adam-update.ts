import type * as tf from '@tensorflow/tfjs';
import { ADAM_UPDATE, type AdamAttributes, type AdamInputs } from '../../ops/adam-update.js';
import { floatsOf, type CpuBackend } from './buffers.js';

export const adamUpdateOnCpu: tf.KernelConfig = {
  kernelName: ADAM_UPDATE,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const cpu = backend as CpuBackend;
    const { table, gradient, m, v } = inputs as AdamInputs;
    const { beta1, beta2, epsilon, rate, rootCorrection } = attrs as AdamAttributes;
    const entries = floatsOf(cpu, table);
    const slopes = floatsOf(cpu, gradient);
    const means = floatsOf(cpu, m);
    const squares = floatsOf(cpu, v);
    for (let i = 0; i < entries.length; i++) {
      const slope = slopes[i]!;
      means[i] = beta1 * means[i]! + (1 - beta1) * slope;
      squares[i] = beta2 * squares[i]! + (1 - beta2) * slope * slope;
      entries[i]! -= (rate * means[i]!) / (Math.sqrt(squares[i]!) * rootCorrection + epsilon);
    }
    return [];
  },
};
