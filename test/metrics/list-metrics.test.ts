import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasEntry, transpose, type CsrMatrix } from '../../src/linalg/csr.js';
import { intraListDiversity } from '../../src/metrics/intra-list-diversity.js';
import { listMetrics } from '../../src/metrics/list-metrics.js';
import { mean } from '../../src/metrics/mean.js';
import { popularityLift, profilePopularity } from '../../src/metrics/popularity-lift.js';

/** Four users of four items: item 0 has users 0 1 2 3, item 1 has 0 1, item 2 has 1, item 3 nobody. */
const known: CsrMatrix = {
  rows: 4,
  columns: 4,
  indptr: Int32Array.of(0, 2, 5, 6, 7),
  indices: Int32Array.of(0, 1, 0, 1, 2, 0, 0),
  values: null,
};

describe('listMetrics', () => {
  const lists = { users: Int32Array.of(2, 3), k: 3, items: Int32Array.of(1, 2, 3, 0, -1, -1) };

  it('agree with values worked out by hand', () => {
    const at3 = listMetrics(lists, known, [3]);
    expect([...at3['novelty@3']!]).toEqual([(1 + 2 + 2) / 3, 0]); // log2(4/2), log2(4/1), nobody counts as one
    expect([...at3['popularity@3']!]).toEqual([1, 4]);
    // cos(1, 2) = 1/√2, both pairs with item 3 are 0.
    expect(at3['diversity@3']![0]).toBeCloseTo(1 - Math.SQRT1_2 / 3, 12);
    expect(at3['diversity@3']![1]).toBe(0);
  });

  it('look at the first k places', () => {
    const at1 = listMetrics(lists, known, [1]);
    expect([...at1['novelty@1']!]).toEqual([1, 0]);
    expect([...at1['diversity@1']!]).toEqual([0, 0]);
    expect(() => listMetrics(lists, known, [4])).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  });

  it('has the diversity that comparing every pair of items gives', () => {
    const rows = fc.array(fc.uniqueArray(fc.nat(5), { maxLength: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.uniqueArray(fc.nat(5), { minLength: 2, maxLength: 6 }), (users, list) => {
        const usersOf = transpose(csr(users, 6));
        const cosine = (a: number, b: number): number => {
          const degree = (item: number): number => usersOf.indptr[item + 1]! - usersOf.indptr[item]!;
          const both = users.filter((_, user) => hasEntry(usersOf, a, user) && hasEntry(usersOf, b, user)).length;
          return both === 0 ? 0 : both / Math.sqrt(degree(a) * degree(b));
        };
        const pairs = list.flatMap((a) => list.filter((b) => b !== a).map((b) => cosine(a, b)));
        const diversityOf = intraListDiversity(usersOf);
        expect(diversityOf(Int32Array.from(list))).toBeCloseTo(1 - mean(pairs), 10);
        expect(diversityOf(Int32Array.from(list))).toBeCloseTo(1 - mean(pairs), 10); // nothing is left of the first
      }),
    );
  });
});

describe('popularityLift', () => {
  it('compares what is recommended with what users have', () => {
    const profiles = profilePopularity(known, Int32Array.of(0, 2));
    expect([...profiles]).toEqual([3, 4]);
    expect(popularityLift(Float64Array.of(7, 7), profiles)).toBe(1);
    expect(popularityLift(Float64Array.of(1.75, 1.75), profiles)).toBe(-0.5);
    expect(popularityLift(Float64Array.of(1), new Float64Array(1))).toBe(0);
  });
});

function csr(rows: readonly (readonly number[])[], columns: number): CsrMatrix {
  const sorted = rows.map((row) => [...row].sort((a, b) => a - b));
  const indptr = Int32Array.from([0, ...sorted.map((_, row) => sorted.slice(0, row + 1).flat().length)]);
  return { rows: rows.length, columns, indptr, indices: Int32Array.from(sorted.flat()), values: null };
}
