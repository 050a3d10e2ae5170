import type * as tf from '@tensorflow/tfjs';
import { CSR_MAT_MUL, type CsrMatMulAttributes, type CsrMatMulInputs } from '../../ops/csr-mat-mul.js';
import { sparseOperand, type Resident, type SparseOperand } from '../../sparse-operand.js';
import type { OpAttribute, TensorflowBackend, TensorflowBinding } from './tfjs-node.js';

/**
 * SparseMatrixMatMul on a CSRSparseMatrix that is kept with the operand: a twentieth of the time that
 * SparseTensorDenseMatMul takes for the same product (docs/decisions/0016-tensorflow-from-its-wheel.md).
 */
export const csrMatMulOnTensorflow: tf.KernelConfig = {
  kernelName: CSR_MAT_MUL,
  backendName: 'tensorflow',
  kernelFunc({ inputs, backend, attrs }) {
    const native = backend as TensorflowBackend;
    const { binding } = native;
    const operand = sparseOperand((attrs as CsrMatMulAttributes).operand);
    const { x, addend } = inputs as CsrMatMulInputs;
    const matrix = operand.resident(ownerOf(native), () => placeMatrix(binding, operand));
    const [dense] = native.getInputTensorIds([x]);
    const [product] = binding.executeOp('SparseMatrixMatMul', multiplyAttributes(binding), [matrix, dense!], 1); // [rows, d]
    if (addend === undefined) return native.createOutputTensor(product!);
    const [summand] = native.getInputTensorIds([addend]);
    const [sum] = binding.executeOp('AddV2', [floats(binding)], [product!.id, summand!], 1); // [rows, d]
    binding.deleteTensor(product!.id);
    return native.createOutputTensor(sum!);
  },
};

/** Each start of the engine has its own backend, and with it its own copies of operands. */
function ownerOf(backend: TensorflowBackend): symbol {
  const owner = owners.get(backend) ?? Symbol('TensorFlow');
  owners.set(backend, owner);
  return owner;
}

const owners = new WeakMap<TensorflowBackend, symbol>();

/** The handle of the operand's CSRSparseMatrix. */
function placeMatrix(binding: TensorflowBinding, { matrix }: SparseOperand): Resident<number> {
  const { rows, columns, indptr, indices } = matrix;
  const entries = indices.length;
  const positions = new Int32Array(4 * entries); // (row, column) of each entry in int64: low words, high words 0
  for (let row = 0; row < rows; row++) {
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      positions[4 * entry] = row;
      positions[4 * entry + 2] = indices[entry]!;
    }
  }
  const values = matrix.values?.slice() ?? new Float32Array(entries).fill(1);
  const parts = [
    binding.createTensor([entries, 2], binding.TF_INT64, positions),
    binding.createTensor([entries], binding.TF_FLOAT, values),
    binding.createTensor([2], binding.TF_INT64, Int32Array.of(rows, 0, columns, 0)),
  ];
  const [csr] = binding.executeOp('SparseTensorToCSRSparseMatrix', [floats(binding)], parts, 1);
  for (const part of parts) binding.deleteTensor(part);
  return { value: csr!.id, free: () => freeHandle(binding, csr!.id) };
}

/** An operand may outlive the engine, which then has freed the handle. */
function freeHandle(binding: TensorflowBinding, id: number): void {
  try {
    binding.deleteTensor(id);
  } catch {
    // Gone already.
  }
}

function multiplyAttributes(binding: TensorflowBinding): OpAttribute[] {
  const flags = ['transpose_a', 'transpose_b', 'adjoint_a', 'adjoint_b', 'transpose_output', 'conjugate_output'];
  return [floats(binding), ...flags.map((name) => ({ name, type: binding.TF_ATTR_BOOL, value: false }))];
}

function floats(binding: TensorflowBinding): OpAttribute {
  return { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}
