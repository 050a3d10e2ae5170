import type * as tf from '@tensorflow/tfjs';
import { multiplySparseJob } from '../../../linalg/kernels/jobs.js';
import { rowChunks } from '../../../linalg/row-chunks.js';
import { CSR_MAT_MUL, type CsrMatMulAttributes, type CsrMatMulInputs } from '../../ops/csr-mat-mul.js';
import { sparseOperand, type Resident, type SparseOperand } from '../../sparse-operand.js';
import { runtimeOf, type WasmRuntime } from './wasm-runtime.js';

export const csrMatMulOnWasm: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const runtime = runtimeOf(backend);
    const operand = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { x, addend } = inputs as CsrMatMulInputs;
    const width = x.shape[1]!;
    const matrix = operand.resident(runtime.owner, () => placeMatrix(runtime, operand));
    const product = runtime.makeOutput([operand.rows, width]); // [rows, d]
    runtime.run(
      multiplySparseJob({
        ...matrix,
        dense: runtime.addressOf(x),
        addend: addend === undefined ? 0 : runtime.addressOf(addend),
        product: runtime.addressOf(product),
        width,
      }),
    );
    return product;
  },
};

/** Chunks for each thread to take in turn: enough to even out heavy rows and a busy machine, few enough to cost nothing. */
const CHUNKS_PER_THREAD = 32;

interface PlacedMatrix {
  readonly chunks: number;
  readonly bounds: number;
  readonly indptr: number;
  readonly indices: number;
  readonly values: number;
}

function placeMatrix(runtime: WasmRuntime, { matrix }: SparseOperand): Resident<PlacedMatrix> {
  const chunks = CHUNKS_PER_THREAD * runtime.threads;
  const arrays = {
    bounds: rowChunks(matrix.indptr, chunks),
    indptr: matrix.indptr,
    indices: matrix.indices,
    values: matrix.values ?? new Float32Array(matrix.indices.length).fill(1),
  };
  const placed: number[] = [];
  const free = (): void => placed.forEach((address) => runtime.free(address));
  const place = (array: Int32Array | Float32Array): number => {
    const address = runtime.place(array);
    placed.push(address);
    return address;
  };
  try {
    const [bounds, indptr] = [place(arrays.bounds), place(arrays.indptr)];
    const [indices, values] = [place(arrays.indices), place(arrays.values)];
    return { value: { chunks, bounds, indptr, indices, values }, free };
  } catch (error) {
    free();
    throw error;
  }
}
