import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { EdgewiseError } from '../../../core/errors.js';
import type { WebgpuAdapter } from './webgpu-backend.js';

interface Gpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<WebgpuAdapter | null>;
}

interface Dawn {
  readonly create: (flags: readonly string[]) => Gpu;
  /** GPUBuffer and the rest, which tfjs expects as globals. */
  readonly globals: Readonly<Record<string, unknown>>;
}

/**
 * The adapter that Dawn, the package `webgpu`, prefers on this machine; makes this process one that has WebGPU.
 * Errors: ENGINE_UNAVAILABLE without the package or an adapter.
 */
export async function requestAdapter(): Promise<WebgpuAdapter> {
  gpu ??= await installGpu();
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', 'WebGPU finds no adapter on this machine.', {
      cure: 'Install a Vulkan driver (docs/gpu.md), or use --engine auto.',
    });
  }
  return adapter;
}

let gpu: Gpu | undefined;

async function installGpu(): Promise<Gpu> {
  const { create, globals } = await loadDawn();
  Object.assign(globalThis, globals);
  const created = create([]);
  // Node from 21 has a navigator, before there is none; tfjs looks for its property `gpu`.
  if (!('navigator' in globalThis)) {
    Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { userAgent: 'node', product: '' } });
  }
  const { navigator } = globalThis as unknown as { readonly navigator: object };
  Object.defineProperty(navigator, 'gpu', { configurable: true, value: created });
  return created;
}

async function loadDawn(): Promise<Dawn> {
  try {
    const path = createRequire(import.meta.url).resolve('webgpu');
    return (await import(pathToFileURL(path).href)) as Dawn;
  } catch (cause) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', 'The package webgpu is not installed or does not load here.', {
      cause,
      cure: 'Run `npm install webgpu@0.6.2` beside Edgewise (docs/gpu.md), or use --engine auto.',
    });
  }
}
