import { afterEach, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../src/core/random.js';
import { silentLogger } from '../../src/core/log.js';
import { memoryOf, type TfjsWasmBackend } from '../../src/engine/kernels/wasm/tfjs-wasm-backend.js';
import { operandBytes } from '../../src/engine/kernels/wasm/operand-bytes.js';
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

  it.each([1, 2])('gives an operand what is counted before a training, with %i threads', async (threads) => {
    await start(threads);
    const { wasm } = tf.backend() as TfjsWasmBackend;
    const allocate = wasm._malloc.bind(wasm);
    const allocated: number[] = [];
    wasm._malloc = (bytes) => {
      allocated.push(bytes);
      return allocate(bytes);
    };
    for (const isWeighted of [true, false]) {
      const matrix = randomCsr(Random.fromSeed(3), 60, 40, 0.2);
      const operand = createSparseOperand(isWeighted ? matrix : { ...matrix, values: null });
      const x = tf.zeros<tf.Rank.R2>([40, 4]);
      allocated.length = 0;
      csrMatMul(operand, x).dispose();
      const product = 60 * 4 * 4;
      const longestRow = Math.max(
        ...Array.from({ length: 60 }, (_, row) => matrix.indptr[row + 1]! - matrix.indptr[row]!),
      );
      const sizes = { rows: 60, columns: 40, entries: matrix.indices.length, isWeighted, longestRow };
      expect(allocated.reduce((sum, bytes) => sum + bytes, 0)).toBe(operandBytes(sizes, threads) + product);
      operand.dispose();
    }
  });

  it('tells how much it can take', async () => {
    await start(2);
    const used = memoryOf(tf.backend() as TfjsWasmBackend).buffer.byteLength;
    expect(engine!.memoryBytes).toBe(2 ** 32 - used);
    expect(used).toBeLessThan(2 ** 26);
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
