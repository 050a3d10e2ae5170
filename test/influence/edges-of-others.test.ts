import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createInfluence } from '../../src/influence/create-influence.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';
import { bruteForce, norm } from './brute-force.js';
import { catalogOf, itemsOf, oddContents } from './random-interactions.js';

describe('influence of an edge of any user, against everything propagated again in float64', () => {
  it('is exact on every score, to 1e-9 with layers in float64', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents, async (contents) => {
        const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
        const items = catalogOf(contents);
        const edges = edgesOf(contents);
        for (const [user, key] of contents.dataset.users.keys.entries()) {
          const answer = influence.ofEdges({ user: { key, revision: 1 }, items, edges })!;
          for (const [row, edge] of edges.entries()) {
            const without = bruteForce(contents, user, new Map([[edge.item, 0]]), edge.user);
            for (const item of items) {
              const scale = norm(without.user) * norm(without.items[item]!) + Math.abs(answer.scores[item]!);
              const scoreWithout = answer.scores[item]! - answer.influences[row * items.length + item]!;
              expect(Math.abs(scoreWithout - without.scores[item]!)).toBeLessThanOrEqual(1e-9 * (scale + 1e-3));
            }
          }
        }
      }),
    );
  });

  it('of her own edge is what influences says', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents, async (contents) => {
        const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
        const request = { user: { key: contents.dataset.users.keyAt(0), revision: 1 }, items: catalogOf(contents) };
        const own = influence.influences(request)!;
        const edges = own.interactions.map(({ item }) => ({ user: 0, item }));
        const answer = influence.ofEdges({ ...request, edges })!;
        for (const [place, expected] of own.influences.entries())
          expect(answer.influences[place]).toBeCloseTo(expected, 9);
      }),
    );
  });

  it('is nothing where no path leads', async () => {
    const contents = tinyContents([
      { userKey: 'ann', itemKey: 'fig' },
      { userKey: 'ben', itemKey: 'fig' },
      { userKey: 'cat', itemKey: 'nut' },
    ]);
    const influence = await createInfluence(tinySnapshot(contents));
    const answer = influence.ofEdges({ user: { key: 'ann', revision: 1 }, items: [0], edges: [{ user: 2, item: 1 }] })!;
    expect(Array.from(answer.influences)).toEqual([0]);
  });

  it('has no answer for a user who is folded in, and refuses an edge that is not there', async () => {
    const contents = tinyContents([{ userKey: 'ann', itemKey: 'fig' }]);
    const influence = await createInfluence(tinySnapshot(contents));
    const current = [{ userKey: 'ann', itemKey: 'fig', behavior: 'viewed', at: 1, weight: 1 }];
    const request = { items: [0], edges: [{ user: 0, item: 0 }] };
    expect(influence.ofEdges({ ...request, user: { key: 'ann', revision: 2, current } })).toBeUndefined();
    const user = { key: 'ann', revision: 1 };
    expect(() => influence.ofEdges({ ...request, user, edges: [{ user: 0, item: 1 }] })).toThrow(RangeError);
  });
});

function edgesOf(contents: SnapshotContents): { user: number; item: number }[] {
  return Array.from(contents.dataset.users.keys, (_, user) => user).flatMap((user) =>
    itemsOf(contents, user).map((item) => ({ user, item })),
  );
}
