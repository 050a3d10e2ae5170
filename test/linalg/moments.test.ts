import { describe, expect, it } from '@jest/globals';
import { momentsOf, momentsOfSums } from '../../src/linalg/moments.js';

describe('moments of a row known by its sums', () => {
  it('are those of the row', () => {
    const row = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(momentsOfSums({ sum: 40, squares: 232, gross: 232 }, row.length)).toEqual(momentsOf(row));
  });

  it('are not told where too little is left of what was summed, nor of equal values', () => {
    expect(momentsOfSums({ sum: 40, squares: 232, gross: 1e9 }, 8)).toBeUndefined();
    expect(momentsOfSums({ sum: 3, squares: 9.000000000000002, gross: 9 }, 1)).toBeUndefined();
    expect(momentsOfSums({ sum: 0, squares: 0, gross: 0 }, 5)).toBeUndefined();
    expect(momentsOfSums({ sum: 0, squares: 0, gross: 0 }, 0)).toBeUndefined();
  });
});
