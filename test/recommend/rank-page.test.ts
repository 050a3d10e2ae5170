import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../src/core/key-order.js';
import { rankPage } from '../../src/recommend/rank-page.js';
import type { RankPosition } from '../../src/recommend/request.js';

/** Rows with keys in ascending order, scores that often tie, and marks of who takes part. */
const ranking = fc
  .uniqueArray(
    fc.record({
      key: fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
      score: fc.constantFrom(-1.5, -0, 0, 0.1, 0.25, 3).map(Math.fround),
      allowed: fc.boolean(),
    }),
    { selector: (row) => row.key, maxLength: 40 },
  )
  .map((rows) => rows.sort((a, b) => compareKeys(a.key, b.key)));

interface Row {
  readonly key: string;
  readonly score: number;
  readonly allowed: boolean;
}

describe('a page of a ranking', () => {
  it('holds the best first, ties by key, and counts what came before', () => {
    const rows = [row('a', 1), row('b', 5), row('c', 3), row('d', 5), row('e', 9, false)];
    const page = pageOf(rows, 2);
    expect(page.entries.map(({ key, score, index }) => [key, score, index])).toEqual([
      ['b', 5, 1],
      ['d', 5, 3],
    ]);
    expect([page.ahead, page.hasNextPage]).toEqual([0, true]);

    const next = pageOf(rows, 2, { score: 5, key: 'd' });
    expect(next.entries.map(({ key }) => key)).toEqual(['c', 'a']);
    expect([next.ahead, next.hasNextPage]).toEqual([2, false]);
  });

  it('goes on after a place that no row holds', () => {
    const rows = [row('a', 1), row('c', 3), row('e', 3), row('f', 4)];
    expect(pageOf(rows, 5, { score: 3, key: 'd' }).entries.map(({ key }) => key)).toEqual(['e', 'a']);
    expect(pageOf(rows, 5, { score: 3.5, key: '' }).entries.map(({ key }) => key)).toEqual(['c', 'e', 'a']);
    expect(pageOf(rows, 5, { score: -9, key: 'z' })).toMatchObject({ entries: [], ahead: 4, hasNextPage: false });
  });

  it('is empty when nothing is asked for, and says whether there was more', () => {
    expect(pageOf([row('a', 1)], 0)).toMatchObject({ entries: [], hasNextPage: true });
    expect(pageOf([], 3)).toMatchObject({ entries: [], hasNextPage: false });
  });

  it('by page gives the whole ranking, whatever the size of pages', () => {
    fc.assert(
      fc.property(ranking, fc.integer({ min: 1, max: 12 }), (rows, size) => {
        const found: { key: string; rank: number }[] = [];
        let after: RankPosition | undefined;
        for (;;) {
          const page = pageOf(rows, size, after);
          found.push(...page.entries.map(({ key }, place) => ({ key, rank: page.ahead + place + 1 })));
          after = page.entries.at(-1);
          if (!page.hasNextPage) break;
          expect(page.entries).toHaveLength(size);
        }
        expect(found).toEqual(sorted(rows).map(({ key }, index) => ({ key, rank: index + 1 })));
      }),
    );
  });

  it('after any place is what a sorted list has after that place', () => {
    fc.assert(
      fc.property(
        ranking,
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.constantFrom(-2, 0, 0.1, 3, 7),
        (rows, key, value) => {
          const after = { key, score: Math.fround(value) };
          const rest = sorted(rows).filter((row) => compare(after, row) < 0);
          const page = pageOf(rows, 100, after);
          expect(page.entries.map((entry) => entry.key)).toEqual(rest.map((row) => row.key));
          expect(page.ahead).toBe(sorted(rows).length - rest.length);
        },
      ),
    );
  });
});

function row(key: string, score: number, allowed = true): Row {
  return { key, score, allowed };
}

function pageOf(rows: readonly Row[], first: number, after?: RankPosition): ReturnType<typeof rankPage> {
  const scores = Float32Array.from(rows, ({ score }) => score);
  const allowed = Uint8Array.from(rows, (row) => Number(row.allowed));
  return rankPage(
    scores,
    allowed,
    rows.map(({ key }) => key),
    first,
    after,
  );
}

function sorted(rows: readonly Row[]): Row[] {
  return rows.filter(({ allowed }) => allowed).sort(compare);
}

function compare(a: RankPosition, b: RankPosition): number {
  return b.score - a.score || compareKeys(a.key, b.key);
}
