import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  averagePrecision,
  f1,
  hitRate,
  ndcg,
  precision,
  recall,
  reciprocalRank,
} from '../../src/metrics/user-metrics.js';

const METRICS = { averagePrecision, f1, hitRate, ndcg, precision, recall, reciprocalRank };

describe('metrics of one user', () => {
  // Ranks 2 and 4 of five places are hits; three items are relevant.
  const hits = Uint8Array.of(0, 1, 0, 1, 0);

  it('agree with values worked out by hand', () => {
    expect(recall(hits, 3, 5)).toBeCloseTo(2 / 3, 12);
    expect(precision(hits, 3, 5)).toBeCloseTo(2 / 5, 12);
    expect(f1(hits, 3, 5)).toBeCloseTo((2 * (2 / 3) * (2 / 5)) / (2 / 3 + 2 / 5), 12);
    expect(hitRate(hits, 3, 5)).toBe(1);
    expect(reciprocalRank(hits, 3, 5)).toBe(1 / 2);
    expect(averagePrecision(hits, 3, 5)).toBeCloseTo((1 / 2 + 2 / 4) / 3, 12);
    const gain = 1 / Math.log2(3) + 1 / Math.log2(5);
    const ideal = 1 + 1 / Math.log2(3) + 1 / 2;
    expect(ndcg(hits, 3, 5)).toBeCloseTo(gain / ideal, 12);
  });

  it('take the ideal list from what is relevant, not from what was retrieved', () => {
    expect(ndcg(Uint8Array.of(1, 0), 10, 2)).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12);
    expect(averagePrecision(Uint8Array.of(1, 0), 10, 2)).toBeCloseTo(1 / 2, 12);
  });

  it('count places that a short list leaves empty as misses', () => {
    expect(precision(Uint8Array.of(1), 1, 20)).toBeCloseTo(1 / 20, 12);
    expect(ndcg(Uint8Array.of(1), 1, 20)).toBe(1);
  });

  it('are 0 without a hit', () => {
    for (const metric of Object.values(METRICS)) expect(metric(new Uint8Array(5), 2, 5)).toBe(0);
  });

  it('are 1 for a perfect list, but for precision when fewer than k items are relevant', () => {
    const perfect = Uint8Array.of(1, 1, 0, 0);
    expect([recall, hitRate, reciprocalRank, averagePrecision, ndcg].map((metric) => metric(perfect, 2, 4))).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect(precision(perfect, 2, 4)).toBe(1 / 2);
  });

  it('stay within 0 and 1 and never fall when a hit moves up', () => {
    const lists = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 2, maxLength: 25 });
    fc.assert(
      fc.property(lists, fc.nat(10), fc.nat(), (list, unseen, place) => {
        const relevant = list.reduce((sum, hit) => sum + hit, 0) + unseen;
        if (relevant === 0) return;
        const at = 1 + (place % (list.length - 1));
        const better = Uint8Array.from(list);
        if (better[at - 1] === 0) [better[at - 1], better[at]] = [better[at]!, 0];
        for (const metric of Object.values(METRICS)) {
          const value = metric(Uint8Array.from(list), relevant, list.length);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          expect(metric(better, relevant, list.length)).toBeGreaterThanOrEqual(value);
        }
      }),
    );
  });
});
