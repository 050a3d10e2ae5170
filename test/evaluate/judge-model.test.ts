import { describe, expect, it } from '@jest/globals';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import { judgeModel, type JudgingTask } from '../../src/evaluate/judge-model.js';
import type { Component } from '../../src/snapshot/contents.js';

/** Two users of five items. User 0 has item 0, user 1 has item 1; items 4 and 0 are held out. */
const rows = (...items: number[][]): CsrMatrix => ({
  rows: items.length,
  columns: 5,
  indptr: Int32Array.from([0, ...items.map((_, row) => items.slice(0, row + 1).flat().length)]),
  indices: Int32Array.from(items.flat()),
  values: null,
});
const task: JudgingTask = {
  users: Int32Array.of(0, 1),
  known: rows([0], [1]),
  heldOut: rows([4], [0]),
  cutoffs: [1, 2],
  seed: 1,
  signal: new AbortController().signal,
};
/** Everybody likes item 0 best, then 3, 4, 2 and 1. */
const components: Component[] = [
  {
    kind: 'popularity',
    name: 'popularity',
    parameters: {},
    arrays: { counts: { array: Uint32Array.of(9, 1, 2, 7, 5), shape: [5] } },
  },
];

describe('judgeModel', () => {
  it('measures hits, lists and the catalog at every cutoff', async () => {
    const { metrics, perUser } = await judgeModel(components, task);
    // User 0 is shown 3 and 4, user 1 is shown 0 and 3.
    expect([...perUser['recall@1']!]).toEqual([0, 1]);
    expect([...perUser['recall@2']!]).toEqual([1, 1]);
    expect(metrics['recall@1']).toBe(1 / 2);
    expect(metrics['coverage@2']).toBe(3 / 5);
    expect(metrics['gini@1']).toBeCloseTo((2 + 4) / (5 * 2), 12);
    // Items 3 and 4 have no user: one bit, as item 0, which has one of two.
    expect(metrics['novelty@2']).toBe(1);
    expect(metrics['popularity@2']).toBe(1 / 4);
    expect(metrics['popularity-lift@2']).toBe(1 / 4 - 1);
    expect(metrics['auc']).toBeUndefined();
  });

  it('scores the whole catalog for AUC when asked', async () => {
    const { perUser } = await judgeModel(components, { ...task, auc: true });
    // User 0: 4 beats 1 and 2 of 1, 2, 3. User 1: 0 beats 2, 3, 4.
    expect([...perUser['auc']!]).toEqual([2 / 3, 1]);
  });

  it('ranks among a sample when asked, and then says nothing of the lists', async () => {
    const one = await judgeModel(components, { ...task, sampled: 1 });
    expect(one.metrics['recall@2']).toBe(1);
    expect(one.metrics['coverage@2']).toBeUndefined();
    for (const [list, wanted] of [4, 0].entries()) {
      const items = [...one.lists.items.subarray(2 * list, 2 * list + 2)];
      expect(items).toContain(wanted);
      expect(items).not.toContain(list); // her own
    }
    const all = await judgeModel(components, { ...task, sampled: 1000 });
    expect([...all.perUser['recall@1']!]).toEqual([0, 1]); // all that there are: full ranking
    expect((await judgeModel(components, { ...task, sampled: 1 })).lists).toEqual(one.lists);
  });

  it('stops when it is asked to', async () => {
    const signal = AbortSignal.abort();
    for (const options of [{ auc: true }, { sampled: 1 }]) {
      await expect(judgeModel(components, { ...task, ...options, signal })).rejects.toMatchObject({
        code: 'INTERRUPTED',
      });
    }
  });
});
