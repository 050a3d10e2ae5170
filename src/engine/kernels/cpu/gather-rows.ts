import type * as tf from '@tensorflow/tfjs';
import {
  GATHER_ROWS,
  SCATTER_ADD_ROWS,
  type GatherRowsInputs,
  type RowsAttributes,
  type ScatterAddRowsInputs,
} from '../../ops/gather-rows.js';
import { floatsOf, integersOf, type CpuBackend } from './buffers.js';

export const gatherRowsOnCpu: tf.KernelConfig = {
  kernelName: GATHER_ROWS,
  backendName: 'cpu',
  kernelFunc({ inputs, backend }) {
    const cpu = backend as CpuBackend;
    const { x, indices } = inputs as GatherRowsInputs;
    const d = x.shape[1]!;
    const table = floatsOf(cpu, x); // [rows, d]
    const gathered = new Float32Array(indices.shape[0]! * d); // [n, d]
    integersOf(cpu, indices).forEach((row, position) =>
      gathered.set(table.subarray(row * d, (row + 1) * d), position * d),
    );
    return cpu.makeTensorInfo([indices.shape[0]!, d], 'float32', gathered);
  },
};

export const scatterAddRowsOnCpu: tf.KernelConfig = {
  kernelName: SCATTER_ADD_ROWS,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const cpu = backend as CpuBackend;
    const { updates, indices } = inputs as ScatterAddRowsInputs;
    const { rows } = attrs as RowsAttributes;
    const d = updates.shape[1]!;
    const shares = floatsOf(cpu, updates); // [n, d]
    const sums = new Float32Array(rows * d); // [rows, d]
    integersOf(cpu, indices).forEach((row, position) => {
      for (let column = 0; column < d; column++) sums[row * d + column]! += shares[position * d + column]!;
    });
    return cpu.makeTensorInfo([rows, d], 'float32', sums);
  },
};
