import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { Random } from '../../../src/core/random.js';
import { csrMatMul } from '../../../src/engine/ops/csr-mat-mul.js';
import { createSparseOperand } from '../../../src/engine/sparse-operand.js';
import type { CsrMatrix } from '../../../src/linalg/csr.js';
import { expectClose } from '../../linalg/closeness.js';
import { csrArbitrary, csrOf, productOf, randomCsr, randomFloats } from '../../linalg/sparse-matrices.js';
import { valuesOf } from './values-of.js';

export function sparseProductContract(): void {
  describe('multiplies a sparse by a dense matrix', () => {
    it.each([1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100, 128, 257])('of %i columns', async (columns) => {
      const random = Random.fromSeed(columns);
      const matrix = randomCsr(random, 40, 25, 0.2);
      const dense = randomFloats(random, 25 * columns);
      expectClose(await product(matrix, dense, columns), productOf(matrix, dense, columns));
    });

    it('of any shape, empty rows and columns included', async () => {
      const random = Random.fromSeed(2);
      await fc.assert(
        fc.asyncProperty(csrArbitrary(), fc.integer({ min: 1, max: 12 }), async (matrix, columns) => {
          const dense = randomFloats(random, matrix.columns * columns);
          expectClose(await product(matrix, dense, columns), productOf(matrix, dense, columns));
        }),
      );
    });

    it.each<[string, CsrMatrix]>([
      ['one row', csrOf([[1, 0, -2]])],
      ['one column', csrOf([[3], [0], [-1]])],
      ['no entries', csrOf([[0, 0], [0, 0], [0, 0]])], // prettier-ignore
      ['one row with one entry', csrOf([[2]])],
      ['one entry in each row', csrOf([[0, 1, 0], [2, 0, 0], [0, 0, 3]])], // prettier-ignore
      ['one row with an entry in every column', csrOf([[], new Array<number>(300).fill(0.5), []], 300)],
      ['entries without values, which count 1', { ...csrOf([[5, 0, 5], [0, 5, 5]]), values: null }], // prettier-ignore
      ['many more rows than there are chunks', randomCsr(Random.fromSeed(3), 700, 30, 0.1)],
    ])('where the sparse one has %s', async (_what, matrix) => {
      const dense = randomFloats(Random.fromSeed(4), matrix.columns * 6);
      expectClose(await product(matrix, dense, 6), productOf(matrix, dense, 6));
    });

    it.each([1, 9, 64])('and adds an addend of %i columns, which stays as it is', async (columns) => {
      const random = Random.fromSeed(5);
      const matrix = randomCsr(random, 30, 20, 0.2);
      const [dense, addend] = [randomFloats(random, 20 * columns), randomFloats(random, 30 * columns)];
      const expected = productOf(matrix, dense, columns).map((value, position) => value + addend[position]!);
      expectClose(await product(matrix, dense, columns, addend), expected);
    });

    it('and lets NaN and infinities through where an entry meets them, only there', async () => {
      const matrix = csrOf([[1, 0, 0], [0, 1, -1], [0, 0, 1], [1, 0, 1]]); // prettier-ignore
      expect([...(await product(matrix, Float32Array.of(NaN, Infinity, Infinity), 1))]).toEqual([
        NaN,
        NaN,
        Infinity,
        NaN,
      ]);
    });

    it.each([1, 9, 64])('whose rows are scaled, of %i columns', async (columns) => {
      const random = Random.fromSeed(6);
      for (const matrix of [randomCsr(random, 30, 20, 0.2), { ...randomCsr(random, 30, 20, 0.2), values: null }]) {
        const [dense, scale] = [randomFloats(random, 20 * columns), randomFloats(random, 30)];
        const expected = productOf(matrix, dense, columns).map((value, at) => value * scale[Math.floor(at / columns)]!);
        const operand = createSparseOperand(matrix);
        const scaled = operand.scaledBy(scale);
        const x = tf.tensor2d(dense, [20, columns]);
        expectClose(await valuesOf(() => csrMatMul(scaled, x)), expected);
        expectClose(await valuesOf(() => csrMatMul(operand, x)), productOf(matrix, dense, columns));
        x.dispose();
        operand.dispose();
      }
    });

    it('and refuses what does not fit', () => {
      const operand = createSparseOperand(csrOf([[1, 2, 3], [0, 0, 4]])); // prettier-ignore
      const mismatch = expect.objectContaining({ code: 'SHAPE_MISMATCH' });
      tf.tidy(() => {
        const vector: tf.Tensor = tf.zeros([3]);
        const fitting = tf.zeros<tf.Rank.R2>([3, 2]);
        expect(() => csrMatMul(operand, tf.zeros([2, 2]))).toThrow(mismatch);
        expect(() => csrMatMul(operand, tf.zeros<tf.Rank.R2>([3, 2], 'int32'))).toThrow(mismatch);
        expect(() => csrMatMul(operand, vector as tf.Tensor2D)).toThrow(mismatch);
        expect(() => csrMatMul(operand, fitting, tf.zeros([3, 2]))).toThrow(mismatch);
        expect(() => csrMatMul(operand, fitting, tf.zeros([2, 3]))).toThrow(mismatch);
        operand.dispose();
        operand.dispose();
        expect(() => csrMatMul(operand, fitting)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
      });
    });
  });
}

async function product(
  matrix: CsrMatrix,
  dense: Float32Array,
  columns: number,
  addend?: Float32Array,
): Promise<Float32Array> {
  const operand = createSparseOperand(matrix);
  const y = addend === undefined ? undefined : tf.tensor2d(addend.slice(), [matrix.rows, columns]);
  try {
    const sum = await valuesOf(() => csrMatMul(operand, tf.tensor2d(dense, [matrix.columns, columns]), y));
    if (y !== undefined) expect(await y.data()).toEqual(addend);
    return sum;
  } finally {
    y?.dispose();
    operand.dispose();
  }
}
