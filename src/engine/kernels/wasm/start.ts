import * as tf from '@tensorflow/tfjs';
import { adamUpdateOnWasm } from './adam-update.js';
import { csrMatMulOnWasm } from './csr-mat-mul.js';
import { gatherRowsOnWasm, scatterAddRowsOnWasm } from './gather-rows.js';
import { createTfjsWasmBackend, removeTfjsWasmBackend, useTfjsWasmBackend } from './tfjs-wasm-backend.js';
import { WasmRuntime } from './wasm-runtime.js';

const KERNELS = [csrMatMulOnWasm, gatherRowsOnWasm, scatterAddRowsOnWasm, adamUpdateOnWasm];

export interface StartedWasm {
  readonly threads: number;
  stop(): Promise<void>;
}

/**
 * Makes tfjs' wasm backend current, with Edgewise's SIMD kernels on its own heap and `threads` threads for them.
 * Errors: ENGINE_UNAVAILABLE when it cannot start; tfjs is left as it was.
 */
export async function startWasm(threads: number): Promise<StartedWasm> {
  const heap = threads > 1 ? 'shared' : 'unshared';
  const backend = await createTfjsWasmBackend(heap);
  const runtime = await WasmRuntime.start(backend, heap, threads);
  for (const kernel of KERNELS) {
    if (tf.getKernel(kernel.kernelName, 'wasm') === undefined) tf.registerKernel(kernel);
  }
  await useTfjsWasmBackend(backend);
  return {
    threads: runtime.threads,
    async stop() {
      await runtime.stop();
      await removeTfjsWasmBackend();
    },
  };
}
