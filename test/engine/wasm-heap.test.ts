import { afterEach, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../src/core/random.js';
import { silentLogger } from '../../src/core/log.js';
import { memoryOf, type TfjsWasmBackend } from '../../src/engine/kernels/wasm/tfjs-wasm-backend.js';
import { csrMatMul } from '../../src/engine/ops/csr-mat-mul.js';
import { scatterAddRows } from '../../src/engine/ops/gather-rows.js';
import { createSparseOperand } from '../../src/engine/sparse-operand.js';
import { startEngine, type Engine } from '../../src/engine/start-engine.js';
import { randomCsr, randomFloats } from '../linalg/sparse-matrices.js';
import { expectSameBits } from '../linalg/closeness.js';

let engine: Engine | undefined;
const start = async (threads: number): Promise<void> => {
  engine = await startEngine('wasm', { log: silentLogger, threads });
};
afterEach(() => engine?.dispose());

const full = expect.objectContaining({ code: 'OUT_OF_MEMORY' });

describe("tfjs' wasm heap", () => {
  it('holds the same bits whatever the number of threads', async () => {
    const random = Random.fromSeed(1);
    const operand = createSparseOperand(randomCsr(random, 600, 300, 0.08));
    const values = randomFloats(random, 300 * 40);
    const results: Float32Array[] = [];
    for (const threads of [1, 2, 3]) {
      await start(threads);
      results.push(tf.tidy(() => csrMatMul(operand, tf.tensor2d(values, [300, 40])).dataSync<'float32'>()));
      await engine?.dispose();
    }
    expectSameBits(results[1]!, results[0]!);
    expectSameBits(results[2]!, results[0]!);
  });

  it.each([1, 2])('does not grow while operands come and go, with %i threads', async (threads) => {
    await start(threads);
    const matrix = randomCsr(Random.fromSeed(2), 300, 300, 0.1);
    const once = (): void => {
      const operand = createSparseOperand(matrix);
      tf.tidy(() => tf.grad((x) => csrMatMul(operand, x as tf.Tensor2D).sum())(tf.ones([300, 16])));
      operand.dispose();
    };
    for (let run = 0; run < 5; run++) once();
    const { byteLength } = memoryOf(tf.backend() as TfjsWasmBackend).buffer;
    for (let run = 0; run < 200; run++) once(); // 100 MB, were they kept.
    expect(memoryOf(tf.backend() as TfjsWasmBackend).buffer.byteLength).toBe(byteLength);
  });

  it.each([1, 2])('refuses with OUT_OF_MEMORY what it cannot hold and works on, with %i threads', async (threads) => {
    await start(threads);
    tf.tidy(() => {
      // 5 GB at once: tfjs itself would take the size modulo 2^32 and write past what it got.
      expect(() => scatterAddRows(tf.ones([1, 64]), Int32Array.of(0), 20_000_000)).toThrow(full);
      const backend = tf.backend() as TfjsWasmBackend;
      const half = backend.makeOutput([10_000_000, 64], 'float32'); // 2.6 GB, never touched
      expect(() => backend.makeOutput([10_000_000, 64], 'float32')).toThrow(full);
      backend.disposeData(half.dataId);
      expect([...scatterAddRows(tf.ones([1, 1]), Int32Array.of(1), 2).dataSync()]).toEqual([0, 1]);
    });
  });
});
