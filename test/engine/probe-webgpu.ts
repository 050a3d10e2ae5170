// A program of its own: says in one line of JSON whether webgpu starts here, on what, and what it refuses.
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../src/core/log.js';
import { Random } from '../../src/core/random.js';
import { multiplyParts, placeMatrix } from '../../src/engine/kernels/webgpu/csr-mat-mul.js';
import type { WebgpuBackend } from '../../src/engine/kernels/webgpu/webgpu-backend.js';
import { gatherRows } from '../../src/engine/ops/gather-rows.js';
import { startEngine } from '../../src/engine/start-engine.js';
import { TableLayout } from '../../src/models/gcn/table-layout.js';
import { randomCsr, randomFloats } from '../linalg/sparse-matrices.js';
import { stateAfterSteps } from '../models/gcn/state-after-steps.js';

const codeOf = (error: unknown): string | undefined => (error as { readonly code?: string }).code;

console.log(JSON.stringify(await probe()));
process.exit(0); // Dawn keeps threads.

async function probe(): Promise<object> {
  try {
    const { device, tensorBytes } = await startEngine('webgpu', { log: silentLogger });
    const { maxStorageBufferBindingSize } = (tf.backend() as object as WebgpuBackend).device.limits;
    return {
      device,
      takesWhatItBinds: tensorBytes === maxStorageBufferBindingSize,
      parts: await productsInParts(),
      panels: await stepsInPanels(),
      refused: refusedCode(),
      failed: await failedCode(),
    };
  } catch (error) {
    return { code: codeOf(error) };
  }
}

/** Of one matrix placed whole and as if a binding held 40 numbers: in how many parts, and whether their product is one. */
async function productsInParts(): Promise<object> {
  const gpu = tf.backend() as object as WebgpuBackend;
  const random = Random.fromSeed(1);
  const matrix = randomCsr(random, 100, 30, 0.2);
  const [x, addend] = [30, 100].map((rows) => tf.tensor2d(randomFloats(random, 5 * rows), [rows, 5])) as [
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  const multiplied = async (most?: number): Promise<{ readonly parts: number; readonly values: number[] }> => {
    const { value, free } = placeMatrix(gpu, matrix, most);
    const { dataId } = multiplyParts(gpu, value, { rows: matrix.rows, x, addend });
    free();
    return { parts: value.length, values: [...((await gpu.read(dataId)) as Float32Array)] };
  };
  const [whole, split] = [await multiplied(), await multiplied(40)];
  return { whole: whole.parts, split: split.parts, areEqual: String(whole.values) === String(split.values) };
}

/** Steps of a training whose table is held whole, in three panels, and column by column: whether they end in the same bits. */
async function stepsInPanels(): Promise<object> {
  const random = Random.fromSeed(2);
  const interactions = { ...randomCsr(random, 40, 30, 0.15), values: null };
  const start = randomFloats(random, 70 * 12);
  const stateIn = async (panels: number): Promise<string> =>
    JSON.stringify(
      await stateAfterSteps(interactions, { loss: 'bpr', l2: 0.01 }, new TableLayout(12, panels), start),
      (_, value: unknown) => (value instanceof Float32Array ? [...value] : value),
    );
  const whole = await stateIn(1);
  return { three: whole === (await stateIn(3)), twelve: whole === (await stateIn(12)) };
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
