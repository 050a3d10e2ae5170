import type * as tf from '@tensorflow/tfjs';
import { SCALE_ROWS, type ScaleRowsInputs } from '../../ops/scale-rows.js';
import { floatsOf, type CpuBackend } from './buffers.js';

export const scaleRowsOnCpu: tf.KernelConfig = {
  kernelName: SCALE_ROWS,
  backendName: 'cpu',
  kernelFunc({ inputs, backend }) {
    const cpu = backend as CpuBackend;
    const { x, scale } = inputs as ScaleRowsInputs;
    const [rows, d] = x.shape as [number, number];
    const [entries, factors] = [floatsOf(cpu, x), floatsOf(cpu, scale)];
    const scaled = new Float32Array(rows * d); // [rows, d]
    for (let row = 0; row < rows; row++) {
      for (let at = row * d; at < (row + 1) * d; at++) scaled[at] = factors[row]! * entries[at]!;
    }
    return cpu.makeTensorInfo([rows, d], 'float32', scaled);
  },
};
