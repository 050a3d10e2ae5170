import * as tf from '@tensorflow/tfjs';
import { adamJob } from '../../../linalg/kernels/jobs/adam-update.js';
import { ADAM_UPDATE, type AdamAttributes, type AdamInputs } from '../../ops/adam-update.js';
import { runtimeOf } from './wasm-runtime.js';

export const adamUpdateOnWasm: tf.KernelConfig = {
  kernelName: ADAM_UPDATE,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const runtime = runtimeOf(backend);
    const { table, gradient, m, v } = inputs as AdamInputs;
    runtime.run(
      adamJob({
        ...(attrs as AdamAttributes),
        table: runtime.addressOf(table),
        gradient: runtime.addressOf(gradient),
        m: runtime.addressOf(m),
        v: runtime.addressOf(v),
        count: tf.util.sizeFromShape(table.shape),
      }),
    );
    return [];
  },
};
