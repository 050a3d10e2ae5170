import { describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { randomizedSvd, type TruncatedSvd } from '../../src/linalg/randomized-svd.js';
import { expectClose } from './closeness.js';
import { csrOf, denseOf, randomCsr } from './sparse-matrices.js';

const options = (seed = 1) => ({ random: Random.fromSeed(seed), powerIterations: 3 });

/** u · diag(s) · vᵀ, row-major. */
function restored({ u, s, v }: TruncatedSvd, rows: number, columns: number): number[] {
  return Array.from({ length: rows * columns }, (_, position) => {
    const [row, column] = [Math.floor(position / columns), position % columns];
    return s.reduce((sum, value, k) => sum + u[row * s.length + k]! * value * v[column * s.length + k]!, 0);
  });
}

/** Vᵀ·V of a row-major [n, rank]. */
function gram(vectors: Float32Array, rank: number): number[] {
  return Array.from({ length: rank * rank }, (_, position) => {
    const [i, j] = [Math.floor(position / rank), position % rank];
    let sum = 0;
    for (let row = 0; row < vectors.length; row += rank) sum += vectors[row + i]! * vectors[row + j]!;
    return sum;
  });
}

const identity = (rank: number) => Array.from({ length: rank * rank }, (_, at) => (at % (rank + 1) === 0 ? 1 : 0));

describe('the randomized SVD', () => {
  it('knows the singular values of a diagonal matrix', () => {
    const { u, s, v } = randomizedSvd(
      csrOf([
        [0, 3, 0],
        [-5, 0, 0],
        [0, 0, 1],
        [0, 0, 0],
      ]),
      2,
      options(),
    );
    expectClose(s, [5, 3]);
    expectClose(u, [0, 1, 1, 0, 0, 0, 0, 0]); // Columns (0,1,0,0) and (1,0,0,0).
    expectClose(v, [-1, 0, 0, 1, 0, 0]);
  });

  it('restores a matrix at full rank', () => {
    const matrix = randomCsr(Random.fromSeed(2), 25, 13, 0.4);
    expectClose(restored(randomizedSvd(matrix, 13, options()), 25, 13), denseOf(matrix).flat(), 1e-5);
  });

  it('gives orthonormal vectors and descending values', () => {
    const { u, s, v } = randomizedSvd(randomCsr(Random.fromSeed(3), 300, 200, 0.05), 24, options());
    expectClose(gram(u, 24), identity(24), 1e-6);
    expectClose(gram(v, 24), identity(24), 1e-6);
    expect([...s]).toEqual([...s].sort((a, b) => b - a));
  });

  it('finds the leading values of a larger matrix where they stand apart', () => {
    // Two blocks of ones, 30 × 20 and 10 × 10: singular values √600 and 10.
    const rows = Array.from({ length: 40 }, (_, row) =>
      Array.from({ length: 30 }, (__, column) => (row < 30 === column < 20 ? 1 : 0)),
    );
    expectClose(randomizedSvd(csrOf(rows), 3, options()).s, [Math.sqrt(600), 10, 0]);
  });

  it('fills up with zeros past the rank of the matrix', () => {
    const { u, s, v } = randomizedSvd(csrOf([[1, 2], [2, 4], [3, 6]]), 2, options()); // prettier-ignore
    expectClose(s, [Math.sqrt(70), 0]);
    expect([u[1], u[3], u[5], v[1], v[3]]).toEqual([0, 0, 0, 0, 0]);
    expectClose(randomizedSvd(csrOf([[0, 0], [0, 0]]), 2, options()).s, [0, 0]); // prettier-ignore
  });

  it('depends on nothing but the seed', () => {
    const matrix = randomCsr(Random.fromSeed(4), 60, 40, 0.2);
    expect(randomizedSvd(matrix, 8, options(7))).toEqual(randomizedSvd(matrix, 8, options(7)));
  });

  it('gives vectors the same signs for any seed', () => {
    const matrix = csrOf([[9, 1, 0], [1, -5, 1], [0, 1, -2]]); // prettier-ignore
    const { u, v } = randomizedSvd(matrix, 3, options(1));
    for (const seed of [2, 3, 4, 5]) {
      const other = randomizedSvd(matrix, 3, options(seed));
      expectClose(other.u, u);
      expectClose(other.v, v);
    }
  });

  it.each([0, 3, 1.5])('refuses a rank of %p for a 2 × 5 matrix', (rank) => {
    expect(() =>
      randomizedSvd(
        csrOf([
          [1, 0, 0, 0, 1],
          [0, 1, 0, 0, 0],
        ]),
        rank,
        options(),
      ),
    ).toThrow(
      // prettier-ignore
      expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
    );
  });
});
