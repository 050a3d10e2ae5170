import { createTfjsWasmBackend, removeTfjsWasmBackend, useTfjsWasmBackend } from './tfjs-wasm-backend.js';
import { WasmRuntime } from './wasm-runtime.js';

export interface StartedWasm {
  readonly threads: number;
  readonly memoryBytes: number;
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
  await useTfjsWasmBackend(backend);
  return {
    threads: runtime.threads,
    memoryBytes: runtime.memoryBytes,
    async stop() {
      await runtime.stop();
      await removeTfjsWasmBackend();
    },
  };
}
