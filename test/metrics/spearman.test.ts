import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spearman } from '../../src/metrics/spearman.js';

describe("Spearman's correlation", () => {
  it('is that of the ranks', () => {
    expect(spearman([1, 2, 3], [10, 20, 1000])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    // d = 0, 1, 1, so 1 − 6·2 / (3·8)
    expect(spearman([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5, 12);
  });

  it('gives ties their mean rank', () => {
    // Ranks 1, 2½, 2½, 4 and 1, 2, 3, 4: 4½ / √(4½ · 5)
    expect(spearman([0, 7, 7, 9], [1, 2, 3, 4])).toBeCloseTo(Math.sqrt(0.9), 12);
  });

  it('is not there where all are equal', () => {
    expect(spearman([2, 2, 2], [1, 2, 3])).toBeUndefined();
    expect(spearman([], [])).toBeUndefined();
  });

  it('is from −1 to 1, and does not change under a rising function', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 2,
    });
    fc.assert(
      fc.property(pairs, (of) => {
        const [a, b] = [of.map(([first]) => first), of.map(([, second]) => second)];
        const told = spearman(a, b);
        if (told === undefined) return;
        expect(Math.abs(told)).toBeLessThanOrEqual(1 + 1e-12);
        expect(spearman(a.map(Math.exp), b)).toBeCloseTo(told, 10);
      }),
    );
  });
});
