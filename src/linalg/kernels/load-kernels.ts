import { readFile } from 'node:fs/promises';
import { EdgewiseError } from '../../core/errors.js';

/**
 * The compiled kernels (assembly/kernels.ts), once for memory that threads share and once for memory of one thread: a
 * WebAssembly module fits only one of the two kinds. Compiled at the first call.
 *
 * Errors: ENGINE_UNAVAILABLE when this Node cannot compile SIMD; INTERNAL when the binary was never built, which must
 * not pass for a slow machine.
 */
export function loadKernels(memory: 'shared' | 'unshared'): Promise<WebAssembly.Module> {
  return (modules[memory] ??= compile(memory === 'shared' ? 'kernels-shared.wasm' : 'kernels.wasm'));
}

const modules: Partial<Record<'shared' | 'unshared', Promise<WebAssembly.Module>>> = {};

async function compile(name: string): Promise<WebAssembly.Module> {
  const binary = await read(name);
  try {
    return await WebAssembly.compile(binary);
  } catch (cause) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', `This Node cannot compile the SIMD kernels (${name}).`, { cause });
  }
}

async function read(name: string): Promise<Uint8Array> {
  try {
    return await readFile(new URL(name, import.meta.url));
  } catch (cause) {
    throw new EdgewiseError('INTERNAL', `The SIMD kernels (${name}) are not there.`, {
      cause,
      cure: 'In a source tree run `npm run build:kernels`; otherwise install the package again.',
    });
  }
}
