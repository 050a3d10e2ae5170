import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kthSmallest } from '../../src/linalg/kth-smallest.js';

it('is what sorting puts at that place, equal values, zeros of both signs and infinities included', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, 2, Infinity, -Infinity));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.nat(), (values, seed) => {
      const k = seed % values.length;
      const sorted = Float64Array.from(values).sort();
      const reordered = Float64Array.from(values);
      expect(kthSmallest(reordered, k) === sorted[k]).toBe(true); // -0 is 0
      expect(reordered.sort()).toEqual(sorted);
    }),
  );
});
