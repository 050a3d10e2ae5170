import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ChebyshevFilter } from '../../src/linalg/chebyshev-filter.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import { denseChebyshev, type Table } from './dense-chebyshev.js';

function csr(table: Table): CsrMatrix {
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of table) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    indptr.push(indices.length);
  }
  return {
    rows: table.length,
    columns: table[0]!.length,
    indptr: Int32Array.from(indptr),
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
}

describe('a Chebyshev filter', () => {
  it('is WᵀW by hand where the polynomial says so: ½(T_0 − T_1)', () => {
    // Two users: one has both items, the other only the first. Degrees 2 and 1; 2 and 1.
    const filter = new ChebyshevFilter(
      csr([
        [1, 1],
        [1, 0],
      ]),
      { beta: 0, coefficients: [0.5, -0.5] },
    );
    const [both, one] = [filter.rows(Int32Array.of(0)), filter.rows(Int32Array.of(1))];
    // WᵀW = [[¼ + ½, ½/√2], [½/√2, ½]].
    [0.75 + 0.5 / Math.SQRT2, 0.5 + 0.5 / Math.SQRT2].forEach((value, item) =>
      expect(both[item]).toBeCloseTo(value, 6),
    );
    [0.75, 0.5 / Math.SQRT2].forEach((value, item) => expect(one[item]).toBeCloseTo(value, 6));
  });

  it('has the scores of its matrix entry by entry, for one user and for several at once', () => {
    const tables = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([users, items]) =>
      fc.array(fc.array(fc.constantFrom(0, 0, 1, 1, 2.5), { minLength: items, maxLength: items }), {
        minLength: users,
        maxLength: users,
      }),
    );
    const coefficients = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(tables, coefficients, fc.double({ min: 0, max: 1, noNaN: true }), (table, c, beta) => {
        const expected = denseChebyshev(table, beta, c);
        const filter = new ChebyshevFilter(csr(table), { beta, coefficients: c });
        const users = Int32Array.from(table.keys());
        const together = filter.rows(users);
        for (const user of users) {
          const alone = filter.rows(Int32Array.of(user));
          expected[user]!.forEach((value, item) => {
            expect(Math.abs(alone[item]! - value)).toBeLessThan(1e-4);
            expect(Math.abs(together[user * expected[user]!.length + item]! - value)).toBeLessThan(1e-4);
          });
        }
      }),
    );
  });
});
