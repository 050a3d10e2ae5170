import type * as tf from '@tensorflow/tfjs';
import type { CsrMatrix } from '../../../linalg/csr.js';
import { CSR_MAT_MUL, type CsrMatMulAttributes, type CsrMatMulInputs } from '../../ops/csr-mat-mul.js';
import { sparseOperand, type Resident } from '../../sparse-operand.js';
import { assertBindable } from './limits.js';
import { productProgram } from './programs.js';
import type { WebgpuBackend } from './webgpu-backend.js';

export const csrMatMulOnWebgpu: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL,
  backendName: 'webgpu',
  kernelFunc({ inputs, backend, attrs }) {
    const gpu = backend as WebgpuBackend;
    const operand = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { x, addend } = inputs as CsrMatMulInputs;
    const parts = operand.resident(ownerOf(gpu), () => placeMatrix(gpu, operand.matrix));
    return multiplyParts(gpu, parts, { rows: operand.rows, x, ...(addend !== undefined && { addend }) });
  },
};

/** Consecutive rows of a matrix on the device, few enough that each array can be bound. */
export interface MatrixPart {
  readonly firstRow: number;
  readonly rows: number;
  readonly starts: tf.TensorInfo;
  readonly columns: tf.TensorInfo;
  /** undefined: all 1. */
  readonly weights: tf.TensorInfo | undefined;
}

interface Factors {
  /** Rows of the whole matrix. */
  readonly rows: number;
  readonly x: tf.TensorInfo;
  readonly addend?: tf.TensorInfo;
}

/** matrix · x + addend, part by part into one output. [rows, d] */
export function multiplyParts(
  gpu: WebgpuBackend,
  parts: readonly MatrixPart[],
  { rows, x, addend }: Factors,
): tf.TensorInfo {
  const width = x.shape[1]!;
  const output = gpu.makeTensorInfo([rows, width], 'float32');
  for (const tensor of [x, output]) assertBindable(gpu, tensor);
  const nothing = x.shape[0] === 0 ? gpu.makeTensorInfo([1, 1], 'float32', new Float32Array(1)) : undefined;
  for (const part of parts) {
    const { weights } = part;
    const program = productProgram([part.rows, width], {
      hasWeights: weights !== undefined,
      hasAddend: addend !== undefined,
    });
    const optional = [weights, addend].filter((tensor) => tensor !== undefined);
    const uniforms = [part.firstRow, width].map((value) => ({ type: 'int32' as const, data: [value] }));
    gpu.runWebGPUProgram(program, [nothing ?? x, part.starts, part.columns, ...optional], 'float32', uniforms, output);
  }
  if (nothing !== undefined) gpu.disposeData(nothing.dataId);
  return output;
}

function ownerOf(gpu: WebgpuBackend): symbol {
  const owner = owners.get(gpu) ?? Symbol('WebGPU');
  owners.set(gpu, owner);
  return owner;
}

const owners = new WeakMap<WebgpuBackend, symbol>();

/** The matrix in as many parts as it takes for each array to have at most `most` entries, but for a row that has more. */
export function placeMatrix(
  gpu: WebgpuBackend,
  matrix: CsrMatrix,
  most = Math.floor(gpu.device.limits.maxStorageBufferBindingSize / Int32Array.BYTES_PER_ELEMENT),
): Resident<readonly MatrixPart[]> {
  const parts: MatrixPart[] = [];
  for (let firstRow = 0; firstRow < matrix.rows; firstRow += parts[parts.length - 1]!.rows) {
    parts.push(placePart(gpu, matrix, firstRow, lastRowWithin(matrix.indptr, firstRow, most)));
  }
  const free = (): void => {
    for (const { starts, columns, weights } of parts) {
      for (const tensor of [starts, columns, weights]) if (tensor !== undefined) gpu.disposeData(tensor.dataId);
    }
  };
  return { value: parts, free };
}

/** The row after the last one that fits: as many as have `most` entries and bounds, and at least one. */
function lastRowWithin(indptr: Int32Array, firstRow: number, most: number): number {
  let end = firstRow + 1;
  while (end < indptr.length - 1 && indptr[end + 1]! - indptr[firstRow]! <= most && end + 2 - firstRow <= most) end++;
  return end;
}

function placePart(gpu: WebgpuBackend, matrix: CsrMatrix, firstRow: number, endRow: number): MatrixPart {
  const [start, end] = [matrix.indptr[firstRow]!, matrix.indptr[endRow]!];
  const place = (array: Int32Array | Float32Array, dtype: 'int32' | 'float32'): tf.TensorInfo => {
    const tensor = gpu.makeTensorInfo([array.length], dtype, array);
    assertBindable(gpu, tensor);
    return tensor;
  };
  return {
    firstRow,
    rows: endRow - firstRow,
    starts: place(
      matrix.indptr.slice(firstRow, endRow + 1).map((offset) => offset - start),
      'int32',
    ),
    // A binding is never empty.
    columns: place(end > start ? matrix.indices.slice(start, end) : new Int32Array(1), 'int32'),
    weights:
      matrix.values === null
        ? undefined
        : place(end > start ? matrix.values.slice(start, end) : new Float32Array(1), 'float32'),
  };
}
