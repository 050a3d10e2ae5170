import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaUnder, presence, shareLeft, valueAt } from '../../src/metrics/perturbation.js';

describe('a perturbation curve', () => {
  it('has the area of its trapezoids', () => {
    expect(areaUnder({ shares: [0, 0.5, 1], values: [1, 0.25, 0] })).toBeCloseTo(0.375, 12);
    expect(areaUnder({ shares: [0, 1], values: [1, 0] })).toBe(0.5);
    expect(areaUnder({ shares: [0, 0.1, 1], values: [1, 1, 1] })).toBeCloseTo(1, 12);
  });

  it('is straight between its places', () => {
    const curve = { shares: [0, 0.5, 1], values: [1, 0.25, 0] };
    expect([0, 0.25, 0.5, 0.9, 1].map((share) => valueAt(curve, share))).toEqual(
      [1, 0.625, 0.25, 0.05, 0].map((value) => expect.closeTo(value, 12)),
    );
  });

  it('has an area from 0 to 1, the same whether it is read from its start or its end', () => {
    const point = fc.record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      value: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 12 }), (points) => {
        const shares = [0, ...points.map(({ share }) => share).sort((a, b) => a - b), 1];
        const values = [1, ...points.map(({ value }) => value), 0];
        const area = areaUnder({ shares, values });
        expect(area).toBeGreaterThanOrEqual(0);
        expect(area).toBeLessThanOrEqual(1 + 1e-12);
        const backwards = { shares: shares.toReversed().map((share) => 1 - share), values: values.toReversed() };
        expect(areaUnder(backwards)).toBeCloseTo(area, 10);
      }),
    );
  });
});

describe('what is left', () => {
  it('is a share of the score from 0 to 1', () => {
    expect([4, 3, 0, -1, 5].map((score) => shareLeft(score, 4))).toEqual([1, 0.75, 0, 0, 1]);
  });

  it('is present while it is ranked among the first k', () => {
    expect(presence([1, 3, null, 2], 2)).toBe(0.5);
    expect(presence([1, 3, null, 2], 3)).toBe(0.75);
    expect(presence([], 3)).toBe(0);
  });
});
