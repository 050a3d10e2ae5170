import { describe, expect, it } from '@jest/globals';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import { coverage } from '../../src/metrics/coverage.js';
import { hitsOf, usersWithRelevantItems, type RankedLists } from '../../src/metrics/ranked-lists.js';
import { rankingMetrics } from '../../src/metrics/ranking-metrics.js';

/** Users 0 and 2 have relevant items {1, 4} and {0}; user 1 has none. */
const relevant: CsrMatrix = {
  rows: 3,
  columns: 6,
  indptr: Int32Array.of(0, 2, 2, 3),
  indices: Int32Array.of(1, 4, 0),
  values: null,
};

const lists: RankedLists = {
  users: Int32Array.of(0, 1, 2),
  k: 3,
  items: Int32Array.of(4, 5, 1, 2, 3, 4, 5, 3, -1),
};

describe('rankingMetrics', () => {
  it('averages over the users who have relevant items', () => {
    const metrics = rankingMetrics(lists, relevant);
    const ndcgOfUser0 = (1 + 1 / 2) / (1 + 1 / Math.log2(3));
    expect(metrics['recall@3']).toBeCloseTo((1 + 0) / 2, 12);
    expect(metrics['precision@3']).toBeCloseTo((2 / 3 + 0) / 2, 12);
    expect(metrics['hit-rate@3']).toBe(1 / 2);
    expect(metrics['mrr@3']).toBe(1 / 2);
    expect(metrics['map@3']).toBeCloseTo((1 + 2 / 3) / 2 / 2, 12);
    expect(metrics['ndcg@3']).toBeCloseTo(ndcgOfUser0 / 2, 12);
  });

  it('gives the share of the catalog that is recommended to anyone', () => {
    expect(rankingMetrics(lists, relevant)['coverage@3']).toBeCloseTo(5 / 6, 12);
    expect(coverage(lists, 1, 6)).toBeCloseTo(3 / 6, 12);
    expect(coverage({ users: new Int32Array(0), k: 3, items: new Int32Array(0) }, 3, 0)).toBe(0);
  });

  it('gives each metric at every cutoff asked for', () => {
    const metrics = rankingMetrics(lists, relevant, [1, 3]);
    expect(Object.keys(metrics)).toHaveLength(16);
    expect(metrics['recall@1']).toBeCloseTo(1 / 2 / 2, 12);
    expect(() => rankingMetrics(lists, relevant, [4])).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  });

  it('is 0 everywhere when nobody has a relevant item', () => {
    const none: CsrMatrix = { ...relevant, indptr: new Int32Array(4), indices: new Int32Array(0) };
    const metrics = rankingMetrics(lists, none);
    expect(metrics['recall@3']).toBe(0);
    expect(metrics['ndcg@3']).toBe(0);
    expect(usersWithRelevantItems(none)).toHaveLength(0);
  });
});

describe('ranked lists', () => {
  it('marks hits by place and never an empty place', () => {
    expect(hitsOf(lists, 0, 3, relevant)).toEqual(Uint8Array.of(1, 0, 1));
    expect(hitsOf(lists, 2, 3, relevant)).toEqual(Uint8Array.of(0, 0, 0));
  });

  it('names the users who have relevant items', () => {
    expect(usersWithRelevantItems(relevant)).toEqual(Int32Array.of(0, 2));
  });
});
