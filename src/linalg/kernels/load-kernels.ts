import { readFile } from 'node:fs/promises';
import { EdgewiseError } from '../../core/errors.js';

/**
 * The compiled kernels (assembly/kernels.ts), once for memory that threads share and once for memory of one thread: a
 * WebAssembly module fits only one of the two kinds. Compiled at the first call.
 *
 * Errors: ENGINE_UNAVAILABLE when the binary is missing or this Node cannot compile it.
 */
export function loadKernels(memory: 'shared' | 'unshared'): Promise<WebAssembly.Module> {
  return (modules[memory] ??= compile(memory === 'shared' ? 'kernels-shared.wasm' : 'kernels.wasm'));
}

const modules: Partial<Record<'shared' | 'unshared', Promise<WebAssembly.Module>>> = {};

async function compile(name: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(await readFile(new URL(name, import.meta.url)));
  } catch (cause) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', `The SIMD kernels (${name}) cannot be loaded.`, {
      cause,
      cure: 'In a source tree run `npm run build:kernels`; otherwise install the package again.',
    });
  }
}
