import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { EdgewiseError } from '../../../core/errors.js';

// The one file that knows the inside of tfjs' wasm backend. tfjs never starts its build for shared memory on Node; this
// does (docs/decisions/0010-sparse-kernels-on-the-wasm-heap.md).

/** The version whose inside is known; package.json pins it. */
const KNOWN_VERSION = '4.22.0';

/** What is used of tfjs' `BackendWasm`. */
export interface TfjsWasmBackend extends tf.KernelBackend {
  readonly wasm: {
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** Where the build for shared memory keeps its memory. */
    readonly wasmMemory?: WebAssembly.Memory;
    /** Where the other one does. */
    readonly asm: { readonly memory?: WebAssembly.Memory };
  };
  readonly dataIdMap: { get(dataId: tf.DataId): { readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: tf.DataType): tf.TensorInfo;
}

/**
 * Starts tfjs' wasm backend on a heap that threads share, or on one that they do not. tfjs itself computes on one thread
 * in both: threads are the kernels' own.
 * Errors: ENGINE_UNAVAILABLE when tfjs has another version than the one known here or its module does not start.
 */
export async function createTfjsWasmBackend(heap: 'shared' | 'unshared'): Promise<TfjsWasmBackend> {
  const version: string = version_wasm;
  if (version !== KNOWN_VERSION) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', `tfjs-backend-wasm is ${version}; kernels fit ${KNOWN_VERSION}.`);
  }
  setThreadsCount(1);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', heap === 'shared');
  try {
    return await keepingProcessListeners(() => withIdleWorkers(async () => (await makeBackend()) as TfjsWasmBackend));
  } catch (cause) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', `tfjs' wasm module for ${heap} memory does not start.`, { cause });
  }
}

/** Makes it tfjs' current backend. */
export async function useTfjsWasmBackend(backend: TfjsWasmBackend): Promise<void> {
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', () => backend);
  await tf.setBackend('wasm');
}

/** Frees the heap with every tensor on it; tfjs goes on with its cpu backend. */
export async function removeTfjsWasmBackend(): Promise<void> {
  await tf.setBackend('cpu');
  await keepingProcessListeners(async () => tf.removeBackend('wasm'));
  tf.registerBackend('wasm', makeBackend);
}

export function memoryOf({ wasm }: TfjsWasmBackend): WebAssembly.Memory {
  const memory = wasm.wasmMemory ?? wasm.asm.memory;
  if (memory === undefined) throw new EdgewiseError('ENGINE_UNAVAILABLE', "tfjs' wasm module shows no memory.");
  return memory;
}

/** tfjs registers it when its package is loaded, and forgets it when the backend is removed. */
const makeBackend = tf.findBackendFactory('wasm');

/**
 * While it starts, the module for shared memory makes eight workers for threads of its own, however many are asked
 * for, and from a URL that Node's Worker refuses. It is told to use one thread, so it gets workers that only say that
 * they are ready. It sets `globalThis.Worker` to Node's class first; hence the property without effect when set.
 */
async function withIdleWorkers<T>(start: () => Promise<T>): Promise<T> {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  Object.defineProperty(globalThis, 'Worker', { configurable: true, get: () => IdleWorker, set: () => undefined });
  try {
    return await start();
  } finally {
    if (original === undefined) Reflect.deleteProperty(globalThis, 'Worker');
    else Object.defineProperty(globalThis, 'Worker', original);
  }
}

class IdleWorker {
  #listener: ((message: object) => void) | undefined;

  on(event: string, listener: (message: object) => void): void {
    if (event === 'message') this.#listener = listener;
  }

  postMessage(): void {
    queueMicrotask(() => this.#listener?.({ cmd: 'loaded' }));
  }

  unref(): void {
    // Nothing runs that could keep the process alive.
  }

  terminate(): void {
    // Nothing runs that could be ended.
  }
}

const FATAL_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * The module puts listeners of its own on the process while it starts, which turn every stray rejection into a crash,
 * and when disposed it removes everybody's. Whatever it does to them is undone.
 */
async function keepingProcessListeners<T>(act: () => Promise<T>): Promise<T> {
  const before = FATAL_EVENTS.map((event) => process.rawListeners(event));
  try {
    return await act();
  } finally {
    FATAL_EVENTS.forEach((event, index) => {
      process.removeAllListeners(event);
      for (const listener of before[index]!) process.on(event, listener as () => void);
    });
  }
}
