import type * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../../core/errors.js';
import {
  GATHER_ROWS,
  SCATTER_ADD_ROWS,
  type GatherRowsInputs,
  type RowsAttributes,
  type ScatterAddRowsInputs,
} from '../../ops/gather-rows.js';
import { multiplyParts, placeMatrix } from './csr-mat-mul.js';
import { assertBindable } from './limits.js';
import { gatherProgram } from './programs.js';
import type { WebgpuBackend } from './webgpu-backend.js';

export const gatherRowsOnWebgpu: tf.KernelConfig = {
  kernelName: GATHER_ROWS,
  backendName: 'webgpu',
  kernelFunc({ inputs, backend }) {
    const gpu = backend as WebgpuBackend;
    const { x, indices } = inputs as GatherRowsInputs;
    const width = x.shape[1]!;
    assertBindable(gpu, x);
    integersOf(gpu, indices); // Before they are only on the device: the gradient asks again.
    const program = gatherProgram([indices.shape[0]!, width]);
    return gpu.runWebGPUProgram(program, [x, indices], 'float32', [{ type: 'int32', data: [width] }]); // [n, d]
  },
};

/**
 * The product with a matrix that has a one where an index names a row: shaders cannot add floats atomically, and a
 * product adds them in one order always.
 */
export const scatterAddRowsOnWebgpu: tf.KernelConfig = {
  kernelName: SCATTER_ADD_ROWS,
  backendName: 'webgpu',
  kernelFunc({ inputs, backend, attrs }) {
    const gpu = backend as WebgpuBackend;
    const { updates, indices } = inputs as ScatterAddRowsInputs;
    const { rows } = attrs as RowsAttributes;
    const { starts, places } = placesOfRows(integersOf(gpu, indices), rows);
    const matrix = { rows, columns: places.length, indptr: starts, indices: places, values: null };
    const placed = placeMatrix(gpu, matrix);
    const sums = multiplyParts(gpu, placed.value, { rows, x: updates }); // [rows, d]
    placed.free();
    return sums;
  },
};

/** Indices as numbers: tfjs forgets them when it uploads them, and reading them back takes a turn of the event loop. */
function integersOf(gpu: WebgpuBackend, indices: tf.TensorInfo): Int32Array {
  const values = (gpu.tensorMap.get(indices.dataId).values ?? known.get(indices.dataId)) as Int32Array | undefined;
  if (values === undefined) throw new EdgewiseError('INTERNAL', 'Indices of rows are on the device only.');
  known.set(indices.dataId, values);
  return values;
}

const known = new WeakMap<tf.DataId, Int32Array>();

/** For each row the places that name it, in order. */
function placesOfRows(indices: Int32Array, rows: number): { starts: Int32Array; places: Int32Array } {
  const starts = new Int32Array(rows + 1);
  for (const row of indices) starts[row + 1]!++;
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  const places = new Int32Array(indices.length);
  indices.forEach((row, place) => (places[next[row]!++] = place));
  return { starts, places };
}
