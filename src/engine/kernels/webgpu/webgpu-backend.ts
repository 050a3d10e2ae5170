import type * as tf from '@tensorflow/tfjs';

// What is used of tfjs' WebGPU backend 4.22.0 and of the device under it.

/** A compute shader as the backend compiles it: one call of `main(index)` for each value of `outputShape`. */
export interface WebgpuProgram {
  readonly outputShape: number[];
  readonly shaderKey: string;
  readonly variableNames: string[];
  /** Declarations of what is handed in beside tensors. */
  readonly uniforms: string;
  readonly workgroupSize: [number, number, number];
  readonly dispatchLayout: { readonly x: number[] };
  /** Workgroups; the backend folds them where the device takes fewer in a row. */
  dispatch: [number, number, number];
  /** Shaders see `uniforms.size`. */
  readonly size: true;
  getUserCode(): string;
}

export interface Uniform {
  readonly type: 'int32' | 'float32';
  readonly data: number[];
}

export interface WebgpuBackend {
  readonly device: WebgpuDevice;
  readonly tensorMap: { get(dataId: tf.DataId): { readonly values?: unknown } };
  runWebGPUProgram(
    program: WebgpuProgram,
    inputs: readonly tf.TensorInfo[],
    outputType: 'float32',
    uniforms: readonly Uniform[],
    output?: tf.TensorInfo,
  ): tf.TensorInfo;
  makeTensorInfo(shape: number[], dtype: 'float32' | 'int32', values?: Float32Array | Int32Array): tf.TensorInfo;
  disposeData(dataId: tf.DataId): boolean;
  read(dataId: tf.DataId): Promise<tf.backend_util.BackendValues>;
}

export interface WebgpuDevice {
  readonly limits: { readonly maxStorageBufferBindingSize: number };
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  addEventListener(type: 'uncapturederror', listener: (event: { readonly error: Error }) => void): void;
  destroy(): void;
}

export interface WebgpuAdapter {
  readonly info: {
    readonly vendor: string;
    readonly architecture: string;
    readonly device: string;
    readonly description: string;
  };
  readonly limits: Readonly<Record<string, number>>;
  requestDevice(descriptor: { readonly requiredLimits: Readonly<Record<string, number>> }): Promise<WebgpuDevice>;
}
