import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wholeGraph } from '../../../src/dataset/whole-graph.js';
import { hasEntry } from '../../../src/linalg/csr.js';
import { rankByComponent } from '../../../src/models/ranking/rank-by-component.js';
import type { Component } from '../../../src/snapshot/contents.js';
import { oddContents } from '../../influence/random-interactions.js';
import { scoresOf } from '../scores.js';

const WALK: Component = { kind: 'walk', name: 'walk', parameters: { p: 0.3, q: 0.7, a: 0.5 }, arrays: {} };
const BLEND: Component = {
  kind: 'blend',
  name: 'blend',
  parameters: { weight: 0.4, dot: 'gcn', walk: 'walk' },
  arrays: {},
};
const { signal } = new AbortController();

describe('a ranking by component', () => {
  it.each([
    ['walk', [WALK]],
    ['blend', [BLEND, WALK]],
    ['dot', []],
  ])('follows the scores of the first: %s', async (_, first) => {
    await fc.assert(
      fc.asyncProperty(oddContents, async ({ dataset, components: learned }) => {
        const [known, graph] = [dataset.interactions, wholeGraph(dataset)];
        const components = [...first, ...learned];
        const queries = Int32Array.from({ length: known.rows }, (_each, user) => user);
        const k = known.columns;
        const lists = await rankByComponent(components, { queries, known, graph, k, signal });
        for (const user of queries) {
          const scores = scoresOf(components, graph, user, known.columns);
          const list = [...lists.items.subarray(user * k, (user + 1) * k)].filter((item) => item >= 0);
          const open = scores.flatMap((_score, item) => (hasEntry(known, user, item) ? [] : [item]));
          expect(list.toSorted((a, b) => a - b)).toEqual(open);
          for (let place = 1; place < list.length; place++) {
            const [better, worse] = [scores[list[place - 1]!]!, scores[list[place]!]!];
            expect(better).toBeGreaterThanOrEqual(worse - 1e-5 * Math.max(1, Math.abs(worse)));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is refused for a kind that no ranking reads, and for a blend of what is not there', async () => {
    const known = { rows: 1, columns: 1, indptr: Int32Array.of(0, 0), indices: new Int32Array(0), values: null };
    const request = { queries: Int32Array.of(0), known, k: 1, signal };
    const rank = (...components: Component[]) => rankByComponent(components, request);
    await expect(rank()).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(rank({ ...WALK, kind: 'sequence' })).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(rank(BLEND, WALK)).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
