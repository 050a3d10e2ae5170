import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  assertCsr,
  hasEntry,
  rowSums,
  transpose,
  transposeWithPositions,
  type CsrMatrix,
} from '../../src/linalg/csr.js';
import { csrArbitrary, csrOf, denseOf } from './sparse-matrices.js';

const matrix = csrOf([
  [0, 2, 0],
  [0, 0, 0],
  [3, 0, 4],
]);

describe('a CSR matrix', () => {
  it('finds its entries', () => {
    expect(hasEntry(matrix, 0, 1)).toBe(true);
    expect(hasEntry(matrix, 2, 2)).toBe(true);
    expect(hasEntry(matrix, 0, 0)).toBe(false);
    expect(hasEntry(matrix, 1, 1)).toBe(false);
  });

  it('sums its rows, entries counting 1 where there are no values', () => {
    expect([...rowSums(matrix)]).toEqual([2, 0, 7]);
    expect([...rowSums({ ...matrix, values: null })]).toEqual([1, 0, 2]);
  });

  it('has the transpose that its dense rows have', () => {
    fc.assert(
      fc.property(csrArbitrary(), (some) => {
        const dense = denseOf(some);
        expect(denseOf(transpose(some))).toEqual(
          Array.from({ length: some.columns }, (_, column) => dense.map((row) => row[column])),
        );
      }),
    );
  });

  it('is its own transpose twice over', () => {
    fc.assert(fc.property(csrArbitrary(), (some) => expect(transpose(transpose(some))).toEqual(some)));
  });

  it('tells where each entry of the transpose came from', () => {
    const { matrix: transposed, positions } = transposeWithPositions(matrix);
    expect([...positions].map((position) => matrix.values![position])).toEqual([...transposed.values!]);
  });

  it.each<[string, Partial<CsrMatrix>, string]>([
    ['offsets of another number of rows', { rows: 4 }, 'SHAPE_MISMATCH'],
    ['descending offsets', { indptr: Int32Array.of(0, 2, 1, 3), indices: Int32Array.of(0, 1, 2) }, 'SHAPE_MISMATCH'],
    ['offsets that do not reach the end', { indptr: Int32Array.of(0, 1, 1, 2) }, 'SHAPE_MISMATCH'],
    ['fewer values than entries', { values: Float32Array.of(1) }, 'SHAPE_MISMATCH'],
    ['a column past the last', { indices: Int32Array.of(1, 0, 3) }, 'INDEX_OUT_OF_RANGE'],
    ['a negative column', { indices: Int32Array.of(-1, 0, 2) }, 'INDEX_OUT_OF_RANGE'],
    ['a repeated column', { indices: Int32Array.of(1, 2, 2) }, 'INDEX_OUT_OF_RANGE'],
  ])('with %s is refused', (_what, damage, code) => {
    expect(() => assertCsr({ ...matrix, ...damage })).toThrow(expect.objectContaining({ code }));
  });
});
