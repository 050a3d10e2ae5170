// A program of its own: says in one line of JSON whether webgpu starts here, on what, and what it refuses.
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../src/core/log.js';
import type { WebgpuBackend } from '../../src/engine/kernels/webgpu/webgpu-backend.js';
import { gatherRows } from '../../src/engine/ops/gather-rows.js';
import { startEngine } from '../../src/engine/start-engine.js';

const codeOf = (error: unknown): string | undefined => (error as { readonly code?: string }).code;

console.log(JSON.stringify(await probe()));
process.exit(0); // Dawn keeps threads.

async function probe(): Promise<object> {
  try {
    const { device } = await startEngine('webgpu', { log: silentLogger });
    return { device, refused: refusedCode(), failed: await failedCode() };
  } catch (error) {
    return { code: codeOf(error) };
  }
}

/** A table one row past what can be bound. It is never uploaded. */
function refusedCode(): string | undefined {
  const { maxStorageBufferBindingSize } = (tf.backend() as object as WebgpuBackend).device.limits;
  const rows = Math.floor(maxStorageBufferBindingSize / 256) + 1;
  try {
    gatherRows(tf.tensor2d(new Float32Array(rows * 64), [rows, 64]), Int32Array.of(0));
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** tfjs' own operations bind what they are given. */
async function failedCode(): Promise<string | undefined> {
  const { maxStorageBufferBindingSize } = (tf.backend() as object as WebgpuBackend).device.limits;
  const values = new Float32Array(maxStorageBufferBindingSize / 4 + 64);
  try {
    await tf.tensor1d(values).mul(2).data();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}
