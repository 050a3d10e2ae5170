import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from '../../src/core/random.js';
import { multiply } from '../../src/linalg/multiply.js';
import { expectClose } from './closeness.js';
import { csrArbitrary, csrOf, productOf, randomCsr, randomFloats } from './sparse-matrices.js';

describe('the plain sparse product', () => {
  it('is the dense product', () => {
    const random = Random.fromSeed(1);
    fc.assert(
      fc.property(csrArbitrary(), fc.integer({ min: 1, max: 20 }), (matrix, columns) => {
        const dense = randomFloats(random, matrix.columns * columns);
        expectClose(multiply(matrix, dense, columns), productOf(matrix, dense, columns));
      }),
    );
  });

  it.each([1, 7, 8, 9, 64, 65])('is right for %i columns', (columns) => {
    const random = Random.fromSeed(columns);
    const matrix = randomCsr(random, 30, 20, 0.3);
    const dense = randomFloats(random, 20 * columns);
    expectClose(multiply(matrix, dense, columns), productOf(matrix, dense, columns));
  });

  it('counts entries 1 where there are no values', () => {
    const matrix = { ...csrOf([[9, 9]]), values: null };
    expect([...multiply(matrix, Float32Array.of(3, 4), 1)]).toEqual([7]);
  });

  it('refuses a factor of another size', () => {
    expect(() => multiply(csrOf([[1, 2]]), new Float32Array(3), 2)).toThrow(
      expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
    );
  });
});
