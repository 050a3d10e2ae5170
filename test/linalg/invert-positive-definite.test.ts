import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from '../../src/core/random.js';
import { invertPositiveDefinite } from '../../src/linalg/invert-positive-definite.js';

const signal = new AbortController().signal;

describe('invertPositiveDefinite', () => {
  it('inverts a matrix worked out by hand, reading the lower triangle alone', async () => {
    const matrix = Float64Array.of(4, NaN, 2, 3);
    await invertPositiveDefinite(matrix, 2, signal);
    [3 / 8, -2 / 8, -2 / 8, 4 / 8].forEach((value, place) => expect(matrix[place]).toBeCloseTo(value, 14));
  });

  it('gives what multiplies to the identity, of every size around its blocks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 39 }), fc.nat(), async (n, seed) => {
        const random = Random.fromSeed(seed);
        const factor = Float64Array.from({ length: n * n }, () => random.normal());
        const matrix = Float64Array.from({ length: n * n }, (_, place) => {
          const [row, column] = [Math.floor(place / n), place % n];
          let sum = row === column ? n : 0;
          for (let k = 0; k < n; k++) sum += factor[row * n + k]! * factor[column * n + k]!;
          return sum;
        });
        const inverse = matrix.slice();
        const shares: number[] = [];
        await invertPositiveDefinite(inverse, n, signal, (share) => shares.push(share));
        expect(shares.at(-1)).toBe(1);
        for (let row = 0; row < n; row++) {
          for (let column = 0; column < n; column++) {
            let sum = 0;
            for (let k = 0; k < n; k++) sum += matrix[row * n + k]! * inverse[k * n + column]!;
            expect(Math.abs(sum - (row === column ? 1 : 0))).toBeLessThan(1e-10);
            expect(inverse[row * n + column]).toBe(inverse[column * n + row]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('refuses what is not positive definite or not a number, and stops when it is asked to', async () => {
    const invert = (...values: number[]) => invertPositiveDefinite(Float64Array.from(values), 2, signal);
    await expect(invert(1, 2, 2, 1)).rejects.toMatchObject({ code: 'DIVERGED' });
    await expect(invert(1, 0, NaN, 1)).rejects.toMatchObject({ code: 'DIVERGED' });
    const stopped = invertPositiveDefinite(Float64Array.of(1), 1, AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
