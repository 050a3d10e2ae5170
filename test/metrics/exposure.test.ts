import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exposure, exposureCurve, gini } from '../../src/metrics/exposure.js';

describe('exposure', () => {
  const lists = { users: Int32Array.of(0, 1, 2), k: 2, items: Int32Array.of(0, 3, 0, 1, 3, -1) };

  it('counts the lists that show an item, empty places aside', () => {
    expect([...exposure(lists, 2, 4)]).toEqual([2, 1, 0, 2]);
    expect([...exposure(lists, 1, 4)]).toEqual([2, 0, 0, 1]);
  });

  it('is as uneven as worked out by hand', () => {
    // Ascending 0 1 2 2: (−3·0 − 1·1 + 1·2 + 3·2) / (4 · 5).
    expect(gini(Uint32Array.of(2, 1, 0, 2))).toBeCloseTo(7 / 20, 12);
    expect(gini(Uint32Array.of(5, 5, 5))).toBe(0);
    expect(gini(Uint32Array.of(0, 0, 0, 9))).toBeCloseTo(1 - 1 / 4, 12);
    expect(gini(new Uint32Array(4))).toBe(0);
    expect(gini(new Uint32Array(0))).toBe(0);
  });

  it('is the mean difference of all pairs over twice the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        if (total === 0) return;
        const differences = counts.flatMap((a) => counts.map((b) => Math.abs(a - b))).reduce((sum, d) => sum + d, 0);
        expect(gini(Uint32Array.from(counts))).toBeCloseTo(differences / (2 * counts.length * total), 10);
      }),
    );
  });

  it('gathers along the catalog, most shown items first', () => {
    expect(exposureCurve(Uint32Array.of(2, 1, 0, 2), 4)).toEqual([0, 0.4, 0.8, 1, 1]);
    expect(exposureCurve(new Uint32Array(3), 2)).toEqual([0, 0, 0]);
  });
});
