import { describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/core/random.js';
import { csrMatMul } from '../../../src/engine/ops/csr-mat-mul.js';
import { csrMatMulAtRows, csrMatMulOfRows } from '../../../src/engine/ops/csr-mat-mul-some-rows.js';
import { gatherRows, scatterAddRows } from '../../../src/engine/ops/gather-rows.js';
import { createSparseOperand } from '../../../src/engine/sparse-operand.js';
import { bipartiteAdjacency } from '../../../src/linalg/bipartite.js';
import { expectClose } from '../../linalg/closeness.js';
import { randomCsr, randomFloats } from '../../linalg/sparse-matrices.js';
import { valuesOf } from './values-of.js';

/** Sparse products of which only some rows are wanted, or only some rows of the dense factor are not zero. */
export function productsOfSomeRowsContract(): void {
  describe('multiplies at and of some rows', () => {
    const random = Random.fromSeed(21);
    const interactions = randomCsr(random, 40, 60, 0.1); // every tenth user without any
    const weights = interactions.values!.map((value) => value * value + 0.1);
    const scale = randomFloats(random, 100);
    const somes: [string, Int32Array][] = [
      ['none', new Int32Array(0)],
      ['one', Int32Array.of(99)],
      ['an empty one', Int32Array.of(9)],
      ['many in any order', Int32Array.from({ length: 70 }, (_, k) => (k * 37) % 100)],
    ];

    it.each(somes.flatMap(([what, rows]) => [1, 7, 64, 65].map((width) => [what, width, rows] as const)))(
      '%s, of %i columns, as the whole product has them',
      async (_what, width, rows) => {
        for (const values of [null, weights]) {
          const adjacency = createSparseOperand(bipartiteAdjacency({ ...interactions, values }), { symmetric: true });
          const x = tf.tensor2d(randomFloats(random, 100 * width), [100, width]);
          const some = tf.tensor2d(randomFloats(random, rows.length * width), [rows.length, width]);
          for (const operand of [adjacency, adjacency.scaledBy(scale)]) {
            for (const addend of [undefined, x]) {
              expectClose(
                await valuesOf(() => csrMatMulAtRows(operand, x, rows, addend)),
                await valuesOf(() => gatherRows(csrMatMul(operand, x, addend), rows)),
              );
            }
            expectClose(
              await valuesOf(() => csrMatMulOfRows(operand, some, rows)),
              await valuesOf(() => csrMatMul(operand, scatterAddRows(some, rows, 100))),
            );
          }
          tf.dispose([x, some]);
          adjacency.dispose();
        }
      },
    );

    it('of a matrix that is not square', async () => {
      const operand = createSparseOperand(interactions);
      const some = tf.tensor2d(randomFloats(random, 2 * 3), [2, 3]);
      const rows = Int32Array.of(41, 7);
      expectClose(
        await valuesOf(() => csrMatMulOfRows(operand, some, rows)),
        await valuesOf(() => csrMatMul(operand, scatterAddRows(some, rows, 60))),
      );
      some.dispose();
      operand.dispose();
    });

    it('and refuses rows outside the matrix, and values that do not fit', () => {
      const operand = createSparseOperand(interactions);
      const outside = expect.objectContaining({ code: 'INDEX_OUT_OF_RANGE' });
      const mismatch = expect.objectContaining({ code: 'SHAPE_MISMATCH' });
      tf.tidy(() => {
        expect(() => csrMatMulAtRows(operand, tf.zeros([60, 2]), Int32Array.of(40))).toThrow(outside);
        expect(() => csrMatMulOfRows(operand, tf.zeros([1, 2]), Int32Array.of(60))).toThrow(outside);
        expect(() => csrMatMulOfRows(operand, tf.zeros([2, 2]), Int32Array.of(7, 7))).toThrow(outside);
        expect(() => csrMatMulOfRows(operand, tf.zeros([2, 2]), Int32Array.of(1))).toThrow(mismatch);
        expect(() => csrMatMulAtRows(operand, tf.zeros([40, 2]), Int32Array.of(0))).toThrow(mismatch);
        expect(() => operand.scaledBy(scale)).toThrow(mismatch);
      });
      operand.dispose();
    });
  });
}
