import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../../core/errors.js';
import type { WebgpuBackend } from './webgpu-backend.js';

/** Throws OUT_OF_MEMORY when a shader cannot be handed the tensor as a whole, which devices refuse without a word. */
export function assertBindable({ device }: WebgpuBackend, { shape }: tf.TensorInfo): void {
  const bytes = tf.util.sizeFromShape(shape) * Float32Array.BYTES_PER_ELEMENT;
  const most = device.limits.maxStorageBufferBindingSize;
  if (bytes <= most) return;
  throw new EdgewiseError(
    'OUT_OF_MEMORY',
    `A tensor of shape [${shape.join(', ')}] takes ${bytes} bytes; this device binds ${most} at most.`,
    { cure: 'Use fewer dimensions, or --engine wasm.' },
  );
}
