import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertCsr } from '../../src/linalg/csr.js';
import { joinColumns } from '../../src/linalg/join-columns.js';
import { leadingColumns } from '../../src/linalg/leading-columns.js';
import { csrArbitrary, csrOf, denseOf } from './sparse-matrices.js';

const pairs = fc.tuple(csrArbitrary(8, 6), csrArbitrary(8, 6)).map(([left, right]) => {
  const rows = Math.min(left.rows, right.rows);
  return [
    csrOf(denseOf(left).slice(0, rows), left.columns),
    csrOf(denseOf(right).slice(0, rows), right.columns),
  ] as const;
});

it('columns of two matrices stand side by side, and the first of them can be had back', () => {
  fc.assert(
    fc.property(pairs, ([left, right]) => {
      const joined = joinColumns(left, right);
      assertCsr(joined);
      expect(denseOf(joined)).toEqual(denseOf(left).map((row, place) => [...row, ...denseOf(right)[place]!]));
      const back = leadingColumns(joined, left.columns);
      assertCsr(back);
      expect(denseOf(back)).toEqual(denseOf(left));
    }),
  );
});

it('entries that are all 1 need no values, beside others they are written out', () => {
  const ones = {
    ...csrOf([
      [1, 0],
      [0, 1],
    ]),
    values: null,
  };
  const halves = csrOf([[0.5], [0]]);
  expect(joinColumns(ones, ones).values).toBeNull();
  expect(denseOf(joinColumns(ones, halves))).toEqual([
    [1, 0, 0.5],
    [0, 1, 0],
  ]);
  expect(leadingColumns(ones, 2)).toBe(ones);
});
