import { describe, expect, it } from '@jest/globals';
import { affordableSize, fidelityOf, survivors, unitsOf } from '../../src/tune/bracket.js';

describe('a bracket', () => {
  it('leaves a third of its configurations to each level', () => {
    expect([2, 1, 0].map((level) => survivors(9, level as 0 | 1 | 2))).toEqual([9, 3, 1]);
    expect([2, 1, 0].map((level) => survivors(12, level as 0 | 1 | 2))).toEqual([12, 4, 2]);
    expect([2, 1, 0].map((level) => survivors(3, level as 0 | 1 | 2))).toEqual([3, 1, 1]);
  });

  it('gives a level below half of the epochs and one fold less, never none', () => {
    const full = { folds: 3, epochs: 12 };
    expect([0, 1, 2].map((level) => fidelityOf(level as 0 | 1 | 2, full))).toEqual([
      { folds: 3, epochs: 12 },
      { folds: 2, epochs: 6 },
      { folds: 1, epochs: 3 },
    ]);
    expect(fidelityOf(2, { folds: 1, epochs: 1 })).toEqual({ folds: 1, epochs: 1 });
    expect(fidelityOf(2, { folds: 3 })).toEqual({ folds: 1 });
    expect(unitsOf({ folds: 2, epochs: 6 })).toBe(12);
    expect(unitsOf({ folds: 2 })).toBe(2);
  });

  it('is as large as the time allows', () => {
    const full = { folds: 2, epochs: 4 }; // levels cost 1·1, 1·2 and 2·4 units each
    expect(affordableSize(9 + 3 * 2 + 8, full)).toBe(9);
    expect(affordableSize(9 + 3 * 2 + 7, full)).toBe(6);
    expect(affordableSize(3 + 2 + 8, full)).toBe(3);
    expect(affordableSize(12, full)).toBeUndefined();
    expect(affordableSize(Infinity, full)).toBe(27);
  });
});
