import type * as tf from '@tensorflow/tfjs';

// What is used of tfjs-node 4.22.0. Its package is optional, so nothing of it can be imported, not even types.

/** An attribute of a TensorFlow operation; `type` is one of the binding's TF_ATTR_*. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | readonly number[];
}

/** An output of an operation: a handle that stays until `deleteTensor`. */
export interface TensorMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** The native addon. Handles are numbers. */
export interface TensorflowBinding {
  /** Shares the array's memory; an int64 tensor is made of an Int32Array of low and high words. */
  createTensor(shape: readonly number[], dtype: number, values: Float32Array | Int32Array): number;
  deleteTensor(id: number): void;
  executeOp(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): TensorMetadata[];
  isUsingGpuDevice(): boolean;
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_ATTR_STRING: number;
}

/** tfjs-node's backend, as kernels are handed it. */
export interface TensorflowBackend {
  binding: TensorflowBinding;
  readonly tensorMap: { get(dataId: tf.DataId): { id: number } };
  /** Handles of tensors; values that only JavaScript holds so far are handed over. */
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  createOutputTensor(output: TensorMetadata): tf.TensorInfo;
}
