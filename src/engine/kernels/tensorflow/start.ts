import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../../core/errors.js';
import { findTfjsNode, loadTfjsNode } from './load-tfjs-node.js';
import type { TensorflowBackend, TensorflowBinding } from './tfjs-node.js';

export interface StartedTensorflow {
  /** TensorFlow takes every processor, whatever it is asked for. */
  readonly threads: number;
  readonly isOnGpu: boolean;
  /** What computes, for people: `TensorFlow 2.21.0 on GPU`. */
  readonly device: string;
  stop(): Promise<void>;
}

/**
 * Makes TensorFlow tfjs' current backend, from the directory that the doctor fills or from node_modules.
 * Errors: ENGINE_UNAVAILABLE when it is in neither or does not start; tfjs is left as it was.
 */
export async function startTensorflow(directory: string): Promise<StartedTensorflow> {
  const found = findTfjsNode(directory);
  if (found === undefined) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', `There is no TensorFlow in ${directory} or node_modules.`, {
      cure: 'Run `edgewise doctor --install-tensorflow` (docs/gpu.md).',
    });
  }
  if (!loaded) loadTfjsNode(found);
  loaded = true;
  if (!(await tf.setBackend(BACKEND))) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', `TensorFlow at ${found.path} does not start.`);
  }
  const backend = tf.backend() as object as TensorflowBackend;
  const handles = new HandleLedger(backend.binding);
  backend.binding = handles.binding;
  const isOnGpu = backend.binding.isUsingGpuDevice();
  return {
    threads: availableParallelism(),
    isOnGpu,
    device: `TensorFlow ${backend.binding.TF_Version} on ${isOnGpu ? 'GPU' : 'CPU'}`,
    async stop() {
      await tf.setBackend('cpu');
      const factory = tf.findBackendFactory(BACKEND);
      tf.removeBackend(BACKEND);
      tf.registerBackend(BACKEND, factory);
      handles.deleteAll();
    },
  };
}

const BACKEND = 'tensorflow';
/** tfjs-node registers its backend and kernels once in a process. */
let loaded = false;

/** Knows what TensorFlow holds, which its backend forgets to free when it is removed. */
class HandleLedger {
  readonly binding: TensorflowBinding;
  readonly #held = new Set<number>();
  readonly #native: TensorflowBinding;

  constructor(native: TensorflowBinding) {
    this.#native = native;
    this.binding = Object.create(native, {
      createTensor: {
        value: (...call: Parameters<TensorflowBinding['createTensor']>) => {
          const id = native.createTensor(...call);
          this.#held.add(id);
          return id;
        },
      },
      executeOp: {
        value: (...call: Parameters<TensorflowBinding['executeOp']>) => {
          const outputs = native.executeOp(...call);
          for (const { id } of outputs) this.#held.add(id);
          return outputs;
        },
      },
      deleteTensor: {
        value: (id: number) => {
          native.deleteTensor(id);
          this.#held.delete(id);
        },
      },
    }) as TensorflowBinding;
  }

  deleteAll(): void {
    for (const id of this.#held) this.#native.deleteTensor(id);
    this.#held.clear();
  }
}
