import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { defaultTensorflowDirectory } from '../config/environment.js';
import { EdgewiseError } from '../core/errors.js';
import { findTfjsNode } from './kernels/tensorflow/load-tfjs-node.js';
import { startTensorflow } from './kernels/tensorflow/start.js';
import { startWasm } from './kernels/wasm/start.js';
import { startWebgpu } from './kernels/webgpu/start.js';

export type EngineName = 'wasm' | 'cpu' | 'tensorflow' | 'webgpu';
export type EngineRequest = EngineName | 'auto';

export interface EngineOptions {
  /** Threads of the sparse kernels of `wasm`; as many as the machine has processors when absent. */
  readonly threads?: number;
  /** Where `tensorflow` is looked for before node_modules; in the user's data directory when absent. */
  readonly tensorflowDirectory?: string;
  /** Bytes that a table may take in one tensor; as many as the engine takes when absent. */
  readonly tensorBytes?: number;
}

/** One way to start an engine. */
export interface Way {
  readonly engine: EngineName;
  /** For people. */
  readonly label: string;
  readonly start: () => Promise<StartedEngine>;
}

export interface StartedEngine {
  readonly threads: number;
  readonly device?: string;
  readonly memoryBytes?: number;
  readonly tensorBytes?: number;
  readonly stop: () => Promise<void>;
}

/** Ways to start what was asked for, the fastest first (docs/decisions/0017-what-auto-takes.md). */
export function waysToStart(name: EngineRequest, options: EngineOptions): Way[] {
  const { threads = availableParallelism(), tensorflowDirectory = defaultTensorflowDirectory() } = options;
  const wasm = [...(threads > 1 ? [wasmWay(threads)] : []), wasmWay(1)];
  switch (name) {
    case 'cpu':
      return [CPU];
    case 'wasm':
      return wasm;
    case 'tensorflow':
      return [{ engine: 'tensorflow', label: 'tensorflow', start: () => startTensorflow(tensorflowDirectory) }];
    case 'webgpu':
      return [{ engine: 'webgpu', label: 'webgpu', start: startWebgpu }];
    case 'auto':
      return [...(mayHaveGpu(tensorflowDirectory) ? [gpuWay(tensorflowDirectory)] : []), ...wasm, CPU];
  }
}

const CPU: Way = {
  engine: 'cpu',
  label: 'cpu',
  start: async () => {
    await tf.setBackend('cpu');
    return { threads: 1, stop: () => Promise.resolve() };
  },
};

function wasmWay(threads: number): Way {
  const label = threads === 1 ? 'wasm with one thread' : `wasm with ${threads} threads`;
  return { engine: 'wasm', label, start: () => startWasm(threads) };
}

/** A look that costs nothing: TensorFlow itself takes a second to load. */
function mayHaveGpu(tensorflowDirectory: string): boolean {
  return existsSync(NVIDIA_DEVICE) && findTfjsNode(tensorflowDirectory)?.flavor === 'gpu';
}

const NVIDIA_DEVICE = '/dev/nvidiactl';

/** TensorFlow, unless it finds no GPU that it can use: on processors wasm is faster. */
function gpuWay(tensorflowDirectory: string): Way {
  return {
    engine: 'tensorflow',
    label: 'tensorflow on a GPU',
    start: async () => {
      const started = await startTensorflow(tensorflowDirectory);
      if (started.isOnGpu) return started;
      await started.stop();
      throw new EdgewiseError('ENGINE_UNAVAILABLE', `${started.device} finds no GPU that it can use.`);
    },
  };
}
