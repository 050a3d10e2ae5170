import type * as tf from '@tensorflow/tfjs';
import {
  GATHER_ROWS,
  SCATTER_ADD_ROWS,
  type GatherRowsInputs,
  type RowsAttributes,
  type ScatterAddRowsInputs,
} from '../../ops/gather-rows.js';
import type { OpAttribute, TensorflowBackend, TensorflowBinding } from './tfjs-node.js';

export const gatherRowsOnTensorflow: tf.KernelConfig = {
  kernelName: GATHER_ROWS,
  backendName: 'tensorflow',
  kernelFunc({ inputs, backend }) {
    const native = backend as TensorflowBackend;
    const { binding } = native;
    const { x, indices } = inputs as GatherRowsInputs;
    const handles = native.getInputTensorIds([x, indices]);
    const attributes = [type(binding, 'Tparams', 'TF_FLOAT'), type(binding, 'Tindices', 'TF_INT32')];
    const [picked] = binding.executeOp('Gather', attributes, handles, 1); // [n, d]
    return native.createOutputTensor(picked!);
  },
};

export const scatterAddRowsOnTensorflow: tf.KernelConfig = {
  kernelName: SCATTER_ADD_ROWS,
  backendName: 'tensorflow',
  kernelFunc({ inputs, backend, attrs }) {
    const native = backend as TensorflowBackend;
    const { binding } = native;
    const { updates, indices } = inputs as ScatterAddRowsInputs;
    const handles = native.getInputTensorIds([updates, indices]);
    const rows = binding.createTensor([], binding.TF_INT32, Int32Array.of((attrs as RowsAttributes).rows));
    const attributes = [
      type(binding, 'T', 'TF_FLOAT'),
      type(binding, 'Tindices', 'TF_INT32'),
      type(binding, 'Tnumsegments', 'TF_INT32'),
    ];
    const [sums] = binding.executeOp('UnsortedSegmentSum', attributes, [...handles, rows], 1); // [rows, d]
    binding.deleteTensor(rows);
    return native.createOutputTensor(sums!);
  },
};

function type(binding: TensorflowBinding, name: string, value: 'TF_FLOAT' | 'TF_INT32'): OpAttribute {
  return { name, type: binding.TF_ATTR_TYPE, value: binding[value] };
}
