import { describe, expect, it } from '@jest/globals';
import { momentsOf, zScore } from '../../src/linalg/moments.js';
import { standardizedSum } from '../../src/linalg/standardized-sum.js';
import { expectClose } from './closeness.js';

describe('standardized rows', () => {
  it('have mean 0 and deviation 1, over all their values', () => {
    const row = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(momentsOf(row)).toEqual({ mean: 5, deviation: 2 });
    expect(row.map((value) => zScore(value, momentsOf(row)))).toEqual([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2]);
  });

  it('add up with a weight whatever their scales', () => {
    const into = new Float64Array(4);
    standardizedSum([1, 3, 1, 3], [500, 500, 900, 900], 0.5, into);
    expectClose(into, [-1.5, 0.5, -0.5, 1.5], 1e-12);
  });

  it('say nothing where all values are the same, rounding included', () => {
    const flat = new Float32Array(40_981).fill(0.1);
    expect(momentsOf(flat).deviation).toBe(0);
    const into = new Float32Array(2);
    standardizedSum([0, 0], [1, 2], 3, into);
    expect([...into]).toEqual([-3, 3]);
    expect(momentsOf([])).toEqual({ mean: 0, deviation: 0 });
  });
});
