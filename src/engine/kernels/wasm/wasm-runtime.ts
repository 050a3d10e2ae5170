import type * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../../core/errors.js';
import { loadKernels } from '../../../linalg/kernels/load-kernels.js';
import type { Job } from '../../../linalg/kernels/jobs/job.js';
import { CONTROL_BYTES, ThreadPool } from '../../../linalg/threads/thread-pool.js';
import { memoryOf, type TfjsWasmBackend } from './tfjs-wasm-backend.js';

/** tfjs' wasm heap together with the threads that compute on it. Addresses are bytes of the heap. */
export class WasmRuntime {
  /** Under which operands keep their copies on this heap. */
  readonly owner = Symbol('wasm heap');
  readonly #backend: TfjsWasmBackend;
  readonly #memory: WebAssembly.Memory;
  readonly #pool: ThreadPool;
  #stopped = false;
  #room = 0;
  #roomBytes = 0;

  static async start(backend: TfjsWasmBackend, heap: 'shared' | 'unshared', threads: number): Promise<WasmRuntime> {
    guardAgainstFullHeap(backend);
    const memory = memoryOf(backend);
    const control = backend.wasm._malloc(CONTROL_BYTES);
    new Uint8Array(memory.buffer, control, CONTROL_BYTES).fill(0);
    const pool = await ThreadPool.start({ module: await loadKernels(heap), memory, control, threads });
    const runtime = new WasmRuntime(backend, memory, pool);
    runtimes.set(backend, runtime);
    return runtime;
  }

  private constructor(backend: TfjsWasmBackend, memory: WebAssembly.Memory, pool: ThreadPool) {
    this.#backend = backend;
    this.#memory = memory;
    this.#pool = pool;
  }

  get threads(): number {
    return this.#pool.threads;
  }

  /** Bytes that the heap can still take: up to its limit, less what tfjs' module has of it from the start. */
  get memoryBytes(): number {
    return HEAP_LIMIT - this.#memory.buffer.byteLength;
  }

  run(job: Job): void {
    this.#pool.run(job);
  }

  addressOf(tensor: tf.TensorInfo): number {
    // Offsets past 2 GiB come out of tfjs as negative numbers.
    return this.#backend.dataIdMap.get(tensor.dataId).memoryOffset >>> 0;
  }

  /** The numbers of an int32 tensor: a view that is valid until something is allocated. */
  integersOf(tensor: tf.TensorInfo): Int32Array {
    return this.integersAt(
      this.addressOf(tensor),
      tensor.shape.reduce((size, length) => size * length, 1),
    );
  }

  /** A view of the heap, valid until something is allocated. */
  integersAt(address: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, length);
  }

  /** A view of the heap, valid until something is allocated. */
  floatsAt(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  /**
   * Room of those sizes in bytes for one kernel's run, aligned to 16; the next call gives the same room away again. It
   * is kept between runs, since taking and giving back megabytes at every step frays the heap.
   */
  room<Name extends string>(sizes: Readonly<Record<Name, number>>): Record<Name, number> {
    const entries = Object.entries(sizes) as [Name, number][];
    const total = entries.reduce((sum, [, bytes]) => sum + aligned(bytes), 0) + ALIGNMENT;
    if (total > this.#roomBytes) {
      if (this.#roomBytes > 0) this.free(this.#room);
      this.#roomBytes = 0;
      this.#room = this.#backend.wasm._malloc(total) >>> 0;
      this.#roomBytes = total;
    }
    let next = aligned(this.#room);
    return Object.fromEntries(
      entries.map(([name, bytes]) => {
        const address = next;
        next += aligned(bytes);
        return [name, address];
      }),
    ) as Record<Name, number>;
  }

  makeOutput(shape: readonly number[]): tf.TensorInfo {
    return this.#backend.makeOutput(shape, 'float32');
  }

  /** Copies an array to the heap, where it stays until `free`. */
  place(array: Int32Array | Float32Array): number {
    const address = this.#backend.wasm._malloc(array.byteLength) >>> 0;
    new Uint8Array(this.#memory.buffer, address).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return address;
  }

  free(address: number): void {
    if (!this.#stopped) this.#backend.wasm._free(address);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#pool.stop();
  }
}

/** The runtime that belongs to the backend that tfjs hands to a kernel. */
export function runtimeOf(backend: unknown): WasmRuntime {
  return runtimes.get(backend as TfjsWasmBackend)!;
}

const runtimes = new WeakMap<TfjsWasmBackend, WasmRuntime>();

/**
 * tfjs does not look whether an allocation failed and would go on writing at address 0; of a size past 4 GiB it would
 * get the remainder.
 */
function guardAgainstFullHeap(backend: TfjsWasmBackend): void {
  const { wasm } = backend;
  wasm._free(wasm._malloc(1)); // The first call replaces the property; only afterwards it keeps what it is given.
  const allocate = wasm._malloc.bind(wasm);
  wasm._malloc = (bytes) => {
    const address = bytes < HEAP_LIMIT ? allocate(bytes) : 0;
    if (address === 0) {
      const used = mebibytes(memoryOf(backend).buffer.byteLength);
      const limit = mebibytes(HEAP_LIMIT);
      throw new EdgewiseError(
        'OUT_OF_MEMORY',
        `The wasm engine, at ${used} MiB, has no room for ${mebibytes(bytes)} MiB more; it ends at ${limit}.`,
      );
    }
    return address;
  };
}

const ALIGNMENT = 16;

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

const HEAP_LIMIT = 2 ** 32;

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
