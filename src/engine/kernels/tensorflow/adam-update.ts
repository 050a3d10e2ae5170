import type * as tf from '@tensorflow/tfjs';
import { ADAM_UPDATE, type AdamAttributes, type AdamInputs } from '../../ops/adam-update.js';
import type { OpAttribute, TensorflowBackend, TensorflowBinding } from './tfjs-node.js';

/**
 * TensorFlow's fused Adam works on variables only. So the three tensors become variables for the length of the update
 * and then tensors again; each buffer has one owner all the while, which is what lets TensorFlow write into it.
 */
export const adamUpdateOnTensorflow: tf.KernelConfig = {
  kernelName: ADAM_UPDATE,
  backendName: 'tensorflow',
  kernelFunc({ inputs, backend, attrs }) {
    const native = backend as TensorflowBackend;
    const { binding } = native;
    const { table, gradient, m, v } = inputs as AdamInputs;
    const { beta1, beta2, epsilon, rate, rootCorrection } = attrs as AdamAttributes;
    const variables = [table, m, v].map((tensor) => toVariable(native, tensor));
    // TensorFlow divides by √v + ε where the op divides by √v · rootCorrection + ε.
    const settings = [0, 0, rate / rootCorrection, beta1, beta2, epsilon / rootCorrection];
    const scalars = settings.map((value) => binding.createTensor([], binding.TF_FLOAT, Float32Array.of(value)));
    const [slopes] = native.getInputTensorIds([gradient]);
    const attributes = [dtype(binding, 'T'), flag(binding, 'use_locking'), flag(binding, 'use_nesterov')];
    binding.executeOp('ResourceApplyAdam', attributes, [...variables, ...scalars, slopes!], 0);
    for (const scalar of scalars) binding.deleteTensor(scalar);
    [table, m, v].forEach((tensor, place) => toTensor(native, tensor, variables[place]!));
    return [];
  },
};

function toVariable(native: TensorflowBackend, tensor: tf.TensorInfo): number {
  const { binding, tensorMap } = native;
  const [values] = native.getInputTensorIds([tensor]);
  const name = (field: string): OpAttribute => ({
    name: field,
    type: binding.TF_ATTR_STRING,
    value: field === 'shared_name' ? ANONYMOUS : '',
  });
  const shape: OpAttribute = { name: 'shape', type: binding.TF_ATTR_SHAPE, value: tensor.shape };
  const attributes = [dtype(binding, 'dtype'), shape, name('container'), name('shared_name')];
  const [variable] = binding.executeOp('VarHandleOp', attributes, [], 1);
  binding.executeOp('AssignVariableOp', [dtype(binding, 'dtype')], [variable!.id, values!], 0);
  binding.deleteTensor(values!);
  tensorMap.get(tensor.dataId).id = NO_HANDLE;
  return variable!.id;
}

/** TensorFlow's name for a resource that belongs to its handle alone. */
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';
/** tfjs-node's mark of a tensor that TensorFlow does not hold. */
const NO_HANDLE = -1;

function toTensor({ binding, tensorMap }: TensorflowBackend, tensor: tf.TensorInfo, variable: number): void {
  const [values] = binding.executeOp('ReadVariableOp', [dtype(binding, 'dtype')], [variable], 1);
  tensorMap.get(tensor.dataId).id = values!.id;
  binding.deleteTensor(variable);
}

function dtype(binding: TensorflowBinding, name: string): OpAttribute {
  return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}

function flag(binding: TensorflowBinding, name: string): OpAttribute {
  return { name, type: binding.TF_ATTR_BOOL, value: false };
}
