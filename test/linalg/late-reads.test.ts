import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lateReads } from '../../src/linalg/late-reads.js';
import { csrArbitrary, csrOf } from './sparse-matrices.js';

describe('late reads of a sparse product', () => {
  // Read one row after the other: 0 1 | 2 3 | 0 1 | 2 3
  const alternating = csrOf([
    [1, 1, 0, 0],
    [0, 0, 1, 1],
    [1, 1, 0, 0],
    [0, 0, 1, 1],
  ]);

  it.each([
    [1, 8],
    [3, 8],
    [4, 4],
    [100, 4],
  ])('with a window of %i are %i where rows come back after four reads', (window, late) => {
    expect(lateReads(alternating, window)).toBe(late);
  });

  it('are fewer where rows that read the same follow each other', () => {
    expect(lateReads(alternating, 3, Int32Array.of(0, 2, 1, 3))).toBe(4); // 0 1 | 0 1 | 2 3 | 2 3
    expect(lateReads(alternating, 1, Int32Array.of(0, 2, 1, 3))).toBe(8);
  });

  it('are at least one for each column that is read, at most one for each entry, and fall with the window', () => {
    fc.assert(
      fc.property(csrArbitrary(), fc.integer({ min: 1, max: 20 }), (matrix, window) => {
        const late = lateReads(matrix, window);
        expect(late).toBeGreaterThanOrEqual(new Set(matrix.indices).size);
        expect(late).toBeLessThanOrEqual(matrix.indices.length);
        expect(lateReads(matrix, window + 1)).toBeLessThanOrEqual(late);
        expect(lateReads(matrix, matrix.indices.length + 1)).toBe(new Set(matrix.indices).size);
      }),
    );
  });
});
