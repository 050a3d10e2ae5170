import { describe, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/core/random.js';
import { csrMatMul } from '../../../src/engine/ops/csr-mat-mul.js';
import { csrMatMulAtRows, csrMatMulOfRows } from '../../../src/engine/ops/csr-mat-mul-some-rows.js';
import { gatherRows, scatterAddRows } from '../../../src/engine/ops/gather-rows.js';
import { matMulTransposedB } from '../../../src/engine/ops/mat-mul-transposed-b.js';
import { scaleRows } from '../../../src/engine/ops/scale-rows.js';
import { createSparseOperand } from '../../../src/engine/sparse-operand.js';
import { normalizedAdjacency } from '../../../src/linalg/bipartite.js';
import { expectClose } from '../../linalg/closeness.js';
import { csrOf, randomCsr, randomFloats } from '../../linalg/sparse-matrices.js';
import { valuesOf } from './values-of.js';

type Op = (x: tf.Tensor2D) => tf.Tensor2D;

export function gradientContract(): void {
  const matrix = createSparseOperand(randomCsr(Random.fromSeed(1), 6, 5, 0.5));
  const adjacency = createSparseOperand(normalizedAdjacency(csrOf([[1, 2], [0, 3], [1, 0]])), { symmetric: true }); // prettier-ignore

  describe('knows the gradient of', () => {
    it.each<[string, [number, number], Op]>([
      ['a sparse product', [5, 3], (x) => csrMatMul(matrix, x)],
      ['a sparse product with an addend', [5, 3], (x) => csrMatMul(matrix, x, constant(6, 3))],
      ['the addend', [6, 3], (x) => csrMatMul(matrix, constant(5, 3), x)],
      ['a symmetric product, twice over', [5, 4], (x) => csrMatMul(adjacency, csrMatMul(adjacency, x), x)],
      ['a sparse product at some rows', [5, 3], (x) => csrMatMulAtRows(matrix, x, Int32Array.of(4, 0, 4))],
      [
        'a sparse product at some rows with an addend',
        [5, 3],
        (x) => csrMatMulAtRows(matrix, x, Int32Array.of(4, 0), constant(6, 3)),
      ],
      ['its addend', [6, 3], (x) => csrMatMulAtRows(matrix, constant(5, 3), Int32Array.of(4, 0, 4), x)],
      ['a sparse product of some rows', [2, 3], (x) => csrMatMulOfRows(matrix, x, Int32Array.of(3, 0))],
      [
        'a product whose rows are scaled',
        [5, 3],
        (x) => csrMatMul(matrix.scaledBy(Float32Array.of(1, 2, 3, 4, 5, 6)), x),
      ],
      ['scaled rows', [3, 2], (x) => scaleRows(x, constant(3, 1))],
      ['gathered rows', [4, 3], (x) => gatherRows(x, Int32Array.of(3, 1, 3, 3, 0))],
      ['added rows', [4, 3], (x) => scatterAddRows(x, Int32Array.of(1, 6, 1, 0), 7)],
      ['a product with a transpose, on its left', [4, 3], (x) => matMulTransposedB(x, constant(7, 3))],
      ['a product with a transpose, on its right', [5, 3], (x) => matMulTransposedB(constant(2, 3), x)],
      [
        'a chain of them',
        [5, 3],
        (x) => matMulTransposedB(gatherRows(csrMatMul(matrix, x), Int32Array.of(5, 2, 2, 0)), constant(4, 3)),
      ],
    ])('%s', async (_what, shape, op) => {
      const random = Random.fromSeed(2);
      const values = randomFloats(random, shape[0] * shape[1]);
      const outputShape = tf.tidy(() => op(tf.zeros(shape)).shape);
      const weights = tf.tensor(randomFloats(random, outputShape[0] * outputShape[1]), outputShape);
      const weighted = (x: tf.Tensor): tf.Tensor => op(x as tf.Tensor2D).mul(weights).sum(); // prettier-ignore
      const slope = await valuesOf(() => tf.grad(weighted)(tf.tensor2d(values, shape)));
      expectClose(slope, await numericGradient(weighted, values, shape), 1e-4);
      weights.dispose();
    });
  });
}

function constant(rows: number, columns: number): tf.Tensor2D {
  return tf.tensor2d(randomFloats(Random.fromSeed(rows), rows * columns), [rows, columns]);
}

/** Central differences. Ops are linear in each argument, so a wide step is exact but for rounding. */
async function numericGradient(
  f: (x: tf.Tensor) => tf.Tensor,
  values: Float32Array,
  shape: [number, number],
): Promise<Float32Array> {
  return valuesOf(() => {
    const shiftedBy = (shift: number, position: number): tf.Tensor => {
      const shifted = values.slice();
      shifted[position]! += shift;
      return f(tf.tensor2d(shifted, shape));
    };
    return tf.stack(Array.from(values, (_, at) => shiftedBy(0.5, at).sub(shiftedBy(-0.5, at))));
  });
}
