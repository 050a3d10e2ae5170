import { describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { jacobiSvd } from '../../src/linalg/jacobi-svd.js';
import { expectClose } from './closeness.js';

describe('the Jacobi SVD', () => {
  it('knows a matrix that can be done by hand', () => {
    const { s } = jacobiSvd(Float64Array.of(3, 0, 4, 5), 2); // Singular values √45 and √5.
    expectClose(s, [Math.sqrt(45), Math.sqrt(5)], 1e-14);
  });

  it('restores the matrix', () => {
    const random = Random.fromSeed(1);
    const size = 17;
    const matrix = Float64Array.from({ length: size * size }, () => random.normal());
    const { u, s, v } = jacobiSvd(matrix, size);
    const restored = Float64Array.from({ length: size * size }, (_, at) =>
      s.reduce((sum, value, k) => sum + u[Math.floor(at / size) * size + k]! * value * v[(at % size) * size + k]!, 0),
    );
    expectClose(restored, matrix, 1e-12);
  });

  it('keeps small singular values exact', () => {
    expectClose(
      jacobiSvd(Float64Array.of(1, 0, 0, 1e-12), 2).s.map((value, k) => value * [1, 1e12][k]!),
      [1, 1],
      1e-12,
    );
  });

  it('of zeros is zero', () => {
    expect([...jacobiSvd(new Float64Array(9), 3).s]).toEqual([0, 0, 0]);
  });
});
