import type * as tf from '@tensorflow/tfjs';
import { scaleRowsJob } from '../../../linalg/kernels/jobs/rows.js';
import { SCALE_ROWS, type ScaleRowsInputs } from '../../ops/scale-rows.js';
import { runtimeOf } from './wasm-runtime.js';

export const scaleRowsOnWasm: tf.KernelConfig = {
  kernelName: SCALE_ROWS,
  backendName: 'wasm',
  kernelFunc({ inputs, backend }) {
    const runtime = runtimeOf(backend);
    const { x, scale } = inputs as ScaleRowsInputs;
    const [rows, width] = x.shape as [number, number];
    const scaled = runtime.makeOutput([rows, width]); // [rows, d]
    runtime.run(
      scaleRowsJob({
        table: runtime.addressOf(x),
        scale: runtime.addressOf(scale),
        scaled: runtime.addressOf(scaled),
        rows,
        width,
      }),
    );
    return scaled;
  },
};
