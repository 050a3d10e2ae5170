import type * as tf from '@tensorflow/tfjs';
import { ADD_TO_ROWS, type AddToRowsInputs } from '../../ops/add-to-rows.js';
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
    const sums = new Float32Array(rows * updates.shape[1]!); // [rows, d]
    addRows(sums, floatsOf(cpu, updates), integersOf(cpu, indices), updates.shape[1]!);
    return cpu.makeTensorInfo([rows, updates.shape[1]!], 'float32', sums);
  },
};

export const addToRowsOnCpu: tf.KernelConfig = {
  kernelName: ADD_TO_ROWS,
  backendName: 'cpu',
  kernelFunc({ inputs, backend }) {
    const cpu = backend as CpuBackend;
    const { table, updates, indices } = inputs as AddToRowsInputs;
    addRows(floatsOf(cpu, table), floatsOf(cpu, updates), integersOf(cpu, indices), table.shape[1]!);
    return [];
  },
};

function addRows(sums: Float32Array, shares: Float32Array, rows: Int32Array, d: number): void {
  rows.forEach((row, position) => {
    for (let column = 0; column < d; column++) sums[row * d + column]! += shares[position * d + column]!;
  });
}
