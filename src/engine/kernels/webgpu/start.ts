import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../../core/errors.js';
import { requestAdapter } from './load-dawn.js';
import type { WebgpuAdapter, WebgpuBackend, WebgpuDevice } from './webgpu-backend.js';

export interface StartedWebgpu {
  readonly threads: 1;
  /** Name of the adapter. */
  readonly device: string;
  /** Bytes that a shader can be handed at once. */
  readonly tensorBytes: number;
  stop(): Promise<void>;
}

/**
 * Makes tfjs' WebGPU backend current, on the adapter that Dawn prefers. Values are read asynchronously only.
 * Errors: ENGINE_UNAVAILABLE when there is no adapter; a read throws ENGINE_FAILED once the device refused something.
 */
export async function startWebgpu(): Promise<StartedWebgpu> {
  const adapter = await requestAdapter();
  const device = await adapter.requestDevice({ requiredLimits: limitsOf(adapter) });
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu'); // It looks for WebGPU when it is loaded.
  const backend = new WebGPUBackend(device as never, adapter.info as never);
  reportFailures(backend as object as WebgpuBackend, device);
  if (!loaded) tf.removeBackend(BACKEND); // Of its own making when it was loaded.
  loaded = true;
  tf.registerBackend(BACKEND, () => backend);
  await tf.setBackend(BACKEND);
  return {
    threads: 1,
    device: nameOf(adapter),
    tensorBytes: device.limits.maxStorageBufferBindingSize,
    async stop() {
      await tf.setBackend('cpu');
      tf.removeBackend(BACKEND);
      device.destroy();
    },
  };
}

const BACKEND = 'webgpu';
let loaded = false;

/** As much of each as the adapter has; a device has the least that WebGPU allows unless it is asked for more. */
function limitsOf({ limits }: WebgpuAdapter): Readonly<Record<string, number>> {
  const names = [
    'maxStorageBufferBindingSize',
    'maxBufferSize',
    'maxComputeWorkgroupStorageSize',
    'maxComputeWorkgroupsPerDimension',
    'maxComputeWorkgroupSizeX',
    'maxComputeInvocationsPerWorkgroup',
  ];
  return Object.fromEntries(names.map((name) => [name, limits[name]!]));
}

function nameOf({ info }: WebgpuAdapter): string {
  const { description, device, architecture, vendor } = info;
  return [description, device, architecture, vendor].find((name) => name !== '') ?? 'an adapter without a name';
}

/** WebGPU refuses without a word and computes on; from then on nothing that is read can be trusted. */
function reportFailures(backend: WebgpuBackend, device: WebgpuDevice): void {
  let failure: string | undefined;
  device.addEventListener('uncapturederror', ({ error }) => (failure ??= error.message));
  void device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') failure ??= `The device was lost: ${message}`;
  });
  const read = backend.read.bind(backend);
  backend.read = async (dataId) => {
    try {
      const values = await read(dataId);
      if (failure === undefined) return values;
    } catch (cause) {
      failure ??= cause instanceof Error ? cause.message : String(cause);
    }
    throw new EdgewiseError('ENGINE_FAILED', `WebGPU failed: ${failure}`);
  };
}
