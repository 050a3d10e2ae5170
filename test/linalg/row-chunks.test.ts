import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowChunks } from '../../src/linalg/row-chunks.js';

describe('chunks of rows', () => {
  it('hold equal work where rows are equal', () => {
    expect([...rowChunks(Int32Array.of(0, 2, 4, 6, 8), 2)]).toEqual([0, 2, 4]);
  });

  it('leave a heavy row a chunk of its own', () => {
    expect([...rowChunks(Int32Array.of(0, 1, 101, 102), 3)]).toEqual([0, 2, 2, 3]);
  });

  it('cover every row once, in order, for any matrix', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (degrees, chunks) => {
        const indptr = Int32Array.of(0, ...degrees);
        for (let row = 0; row < degrees.length; row++) indptr[row + 1]! += indptr[row]!;
        const bounds = rowChunks(indptr, chunks);
        expect(bounds).toHaveLength(chunks + 1);
        expect(bounds[0]).toBe(0);
        expect(bounds[chunks]).toBe(degrees.length);
        for (let chunk = 0; chunk < chunks; chunk++) expect(bounds[chunk + 1]!).toBeGreaterThanOrEqual(bounds[chunk]!);
      }),
    );
  });
});
