import { describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { improveFactors } from '../../src/linalg/implicit-least-squares.js';
import { invertPositiveDefinite } from '../../src/linalg/invert-positive-definite.js';

const [ROWS, COLUMNS, D] = [7, 9, 4];
const random = Random.fromSeed(3);
const table = (rows: number): Float32Array => Float32Array.from({ length: rows * D }, () => random.normal());
const others = table(COLUMNS);
const indptr = Int32Array.of(0, 2, 3, 3, 6, 7, 8, 12);
const matrix = {
  rows: ROWS,
  columns: COLUMNS,
  indptr,
  indices: Int32Array.of(0, 4, 8, 1, 2, 3, 5, 6, 0, 2, 7, 8),
  values: Float32Array.of(1, 2, 3, 1, 1, 0.5, 4, 1, 1, 1, 2, 2),
};
const signal = new AbortController().signal;
const options = { dimensions: D, regularization: 0.7, alpha: 3, signal };

describe('improveFactors', () => {
  it('reaches the minimum that solving each row gives', async () => {
    const factors = table(ROWS);
    await improveFactors(matrix, factors, others, { ...options, steps: 3 * D });
    for (let row = 0; row < ROWS; row++) {
      const expected = await solved(row);
      expected.forEach((value, d) => expect(factors[row * D + d]).toBeCloseTo(value, 4));
    }
  });

  it('never raises what is minimized, one step at a time', async () => {
    const factors = table(ROWS);
    let last = objective(factors);
    for (let pass = 0; pass < 4; pass++) {
      await improveFactors(matrix, factors, others, { ...options, steps: 1 });
      const next = objective(factors);
      expect(next).toBeLessThanOrEqual(last * (1 + 1e-6));
      last = next;
    }
  });

  it('leaves nothing to a row without entries and stops when it is asked to', async () => {
    const factors = table(ROWS);
    await improveFactors(matrix, factors, others, { ...options, steps: 2 });
    expect([...factors.subarray(2 * D, 3 * D)]).toEqual([0, 0, 0, 0]);
    const stopped = { ...options, steps: 1, signal: AbortSignal.abort() };
    await expect(improveFactors(matrix, factors, others, stopped)).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

/** Weight of each column in a row, 0 where there is no entry. */
function weights(row: number): number[] {
  const dense = new Array<number>(COLUMNS).fill(0);
  for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++)
    dense[matrix.indices[entry]!] = matrix.values[entry]!;
  return dense;
}

/** (Σ c y yᵀ + λI)⁻¹ Σ c p y, column by column of the whole matrix. */
async function solved(row: number): Promise<number[]> {
  const a = new Float64Array(D * D);
  const b = new Float64Array(D);
  weights(row).forEach((weight, column) => {
    const y = others.subarray(column * D, (column + 1) * D);
    const confidence = 1 + options.alpha * weight;
    for (let i = 0; i < D; i++) {
      for (let j = 0; j < D; j++) a[i * D + j]! += confidence * y[i]! * y[j]!;
      if (weight > 0) b[i]! += confidence * y[i]!;
    }
  });
  for (let i = 0; i < D; i++) a[i * D + i]! += options.regularization;
  await invertPositiveDefinite(a, D, signal);
  return Array.from(b, (_, i) => b.reduce((sum, value, j) => sum + a[i * D + j]! * value, 0));
}

function objective(factors: Float32Array): number {
  let sum = 0;
  for (let row = 0; row < ROWS; row++) {
    const x = factors.subarray(row * D, (row + 1) * D);
    weights(row).forEach((weight, column) => {
      const score = x.reduce((total, value, d) => total + value * others[column * D + d]!, 0);
      sum += (1 + options.alpha * weight) * ((weight > 0 ? 1 : 0) - score) ** 2;
    });
    sum += options.regularization * x.reduce((total, value) => total + value * value, 0);
  }
  return sum;
}
