import type * as tf from '@tensorflow/tfjs';

/** The part of tfjs' cpu backend that kernels touch: tensors are plain typed arrays. */
export interface CpuBackend {
  readonly data: { get(dataId: tf.DataId): { readonly values?: unknown } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): tf.TensorInfo;
}

/** The array behind a float32 tensor: its own, not a copy. */
export function floatsOf(backend: CpuBackend, tensor: tf.TensorInfo): Float32Array {
  return backend.data.get(tensor.dataId).values as Float32Array;
}

export function integersOf(backend: CpuBackend, tensor: tf.TensorInfo): Int32Array {
  return backend.data.get(tensor.dataId).values as Int32Array;
}
