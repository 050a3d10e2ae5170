import type * as tf from '@tensorflow/tfjs';
import { rowsJob } from '../../../linalg/kernels/jobs/rows.js';
import { ADD_TO_ROWS, type AddToRowsInputs } from '../../ops/add-to-rows.js';
import {
  GATHER_ROWS,
  SCATTER_ADD_ROWS,
  type GatherRowsInputs,
  type RowsAttributes,
  type ScatterAddRowsInputs,
} from '../../ops/gather-rows.js';
import { runtimeOf } from './wasm-runtime.js';

export const gatherRowsOnWasm: tf.KernelConfig = {
  kernelName: GATHER_ROWS,
  backendName: 'wasm',
  kernelFunc({ inputs, backend }) {
    const runtime = runtimeOf(backend);
    const { x, indices } = inputs as GatherRowsInputs;
    const [rows, width] = x.shape as [number, number];
    const count = indices.shape[0]!;
    const picked = runtime.makeOutput([count, width]); // [n, d]
    runtime.run(
      rowsJob('gatherRows', {
        table: runtime.addressOf(x),
        indices: runtime.addressOf(indices),
        picked: runtime.addressOf(picked),
        count,
        rows,
        width,
      }),
    );
    return picked;
  },
};

export const scatterAddRowsOnWasm: tf.KernelConfig = {
  kernelName: SCATTER_ADD_ROWS,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const runtime = runtimeOf(backend);
    const { updates, indices } = inputs as ScatterAddRowsInputs;
    const { rows } = attrs as RowsAttributes;
    const [count, width] = updates.shape as [number, number];
    const table = runtime.makeOutput([rows, width]); // [rows, d]
    runtime.run(
      rowsJob('scatterAddRows', {
        table: runtime.addressOf(table),
        indices: runtime.addressOf(indices),
        picked: runtime.addressOf(updates),
        count,
        rows,
        width,
      }),
    );
    return table;
  },
};

export const addToRowsOnWasm: tf.KernelConfig = {
  kernelName: ADD_TO_ROWS,
  backendName: 'wasm',
  kernelFunc({ inputs, backend }) {
    const runtime = runtimeOf(backend);
    const { table, updates, indices } = inputs as AddToRowsInputs;
    const [rows, width] = table.shape as [number, number];
    runtime.run(
      rowsJob('addToRows', {
        table: runtime.addressOf(table),
        indices: runtime.addressOf(indices),
        picked: runtime.addressOf(updates),
        count: indices.shape[0]!,
        rows,
        width,
      }),
    );
    return [];
  },
};
