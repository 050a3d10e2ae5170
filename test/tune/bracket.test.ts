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
    expect(affordableSize(12, full)).toBe(2);
    expect(affordableSize(11, full)).toBe(1);
    expect(affordableSize(10, full)).toBeUndefined();
    expect(affordableSize(Infinity, full)).toBe(27);
    // Without epochs a trial of a fold is not repeated: 3 on one fold, then one more fold for 1, and one more for 1.
    expect(affordableSize(5, { folds: 3 })).toBe(3);
    expect(affordableSize(4, { folds: 3 })).toBe(2);
    expect(affordableSize(2, { folds: 3 })).toBeUndefined();
  });
});
