import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearestRows } from '../../src/linalg/nearest-rows.js';
import { csrArbitrary, denseOf } from './sparse-matrices.js';

const signal = new AbortController().signal;

describe('nearestRows', () => {
  it('is what comparing every pair of rows gives, ties by lower index', async () => {
    await fc.assert(
      fc.asyncProperty(csrArbitrary(), fc.integer({ min: 1, max: 4 }), fc.nat(5), async (matrix, k, shrinkage) => {
        const dense = denseOf(matrix);
        const product = (a: number[], b: number[]): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
        const { indices, similarities } = await nearestRows(matrix, { k, shrinkage, signal });
        dense.forEach((row, index) => {
          const expected = dense
            .map((other, at) => {
              const below = Math.sqrt(product(row, row) * product(other, other)) + shrinkage;
              return { at, similarity: Math.fround(product(row, other) / below) };
            })
            .filter(({ at, similarity }) => at !== index && similarity > 0)
            .sort((a, b) => b.similarity - a.similarity || a.at - b.at)
            .slice(0, k);
          const found = similarities.subarray(index * k, (index + 1) * k);
          expected.forEach(({ similarity }, rank) => expect(found[rank]).toBeCloseTo(similarity, 5));
          const places = [...indices.subarray(index * k, (index + 1) * k)];
          expect(places.filter((at) => at >= 0)).toHaveLength(expected.length);
          for (const at of places.filter((place) => place >= 0)) {
            const below = Math.sqrt(product(row, row) * product(dense[at]!, dense[at]!)) + shrinkage;
            expect(found[places.indexOf(at)]).toBeCloseTo(product(row, dense[at]!) / below, 5);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('orders equals by index and leaves places empty', async () => {
    // Rows 0, 1 and 2 are alike, row 3 shares nothing.
    const matrix = {
      rows: 4,
      columns: 2,
      indptr: Int32Array.of(0, 1, 2, 3, 4),
      indices: Int32Array.of(0, 0, 0, 1),
      values: null,
    };
    const { indices, similarities } = await nearestRows(matrix, { k: 2, shrinkage: 1, signal });
    expect([...indices]).toEqual([1, 2, 0, 2, 0, 1, -1, -1]);
    expect([...similarities]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0]);
  });

  it('stops when it is asked to', async () => {
    const matrix = { rows: 1, columns: 1, indptr: Int32Array.of(0, 1), indices: Int32Array.of(0), values: null };
    await expect(nearestRows(matrix, { k: 1, shrinkage: 0, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});
