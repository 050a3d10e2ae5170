import type * as tf from '@tensorflow/tfjs';
import { multiplySparseJob } from '../../../linalg/kernels/jobs/multiply-sparse.js';
import { CSR_MAT_MUL, type CsrMatMulAttributes, type CsrMatMulInputs } from '../../ops/csr-mat-mul.js';
import {
  CSR_MAT_MUL_AT_ROWS,
  CSR_MAT_MUL_OF_ROWS,
  type CsrMatMulAtRowsInputs,
  type CsrMatMulOfRowsInputs,
} from '../../ops/csr-mat-mul-some-rows.js';
import { sparseOperand } from '../../sparse-operand.js';
import { placedOperand } from './placed-operand.js';
import { runtimeOf } from './wasm-runtime.js';

export const csrMatMulOnWasm: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const runtime = runtimeOf(backend);
    const operand = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { x, addend } = inputs as CsrMatMulInputs;
    const width = x.shape[1]!;
    const product = runtime.makeOutput([operand.rows, width]); // [rows, d]
    runtime.run(
      multiplySparseJob({
        ...placedOperand(runtime, operand),
        dense: runtime.addressOf(x),
        addend: addend === undefined ? 0 : runtime.addressOf(addend),
        product: runtime.addressOf(product),
        width,
      }),
    );
    return product;
  },
};

export const csrMatMulAtRowsOnWasm: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL_AT_ROWS,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const runtime = runtimeOf(backend);
    const operand = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { x, indices, addend } = inputs as CsrMatMulAtRowsInputs;
    const width = x.shape[1]!;
    const rowCount = indices.shape[0]!;
    const product = runtime.makeOutput([rowCount, width]); // [n, d]
    runtime.run(
      multiplySparseJob({
        ...placedOperand(runtime, operand),
        dense: runtime.addressOf(x),
        addend: addend === undefined ? 0 : runtime.addressOf(addend),
        product: runtime.addressOf(product),
        width,
        rows: runtime.addressOf(indices),
        rowCount,
      }),
    );
    return product;
  },
};

export const csrMatMulOfRowsOnWasm: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL_OF_ROWS,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const runtime = runtimeOf(backend);
    const operand = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { values, indices } = inputs as CsrMatMulOfRowsInputs;
    const width = values.shape[1]!;
    const product = runtime.makeOutput([operand.rows, width]); // [rows, d]
    const { filter, ...matrix } = placedOperand(runtime, operand);
    const rows = runtime.integersOf(indices);
    const places = runtime.integersAt(filter.places, operand.columns);
    rows.forEach((row, place) => (places[row] = place));
    runtime.run(
      multiplySparseJob({
        ...matrix,
        ...filter,
        dense: runtime.addressOf(values),
        addend: 0,
        product: runtime.addressOf(product),
        width,
      }),
    );
    for (const row of rows) places[row] = -1;
    return product;
  },
};
