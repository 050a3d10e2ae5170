import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../src/core/key-order.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents, tinySnapshot, withEmbeddings } from '../fixtures/tiny-snapshot.js';

const makeDirectory = temporaryDirectories();
const KEYS = ['ann', 'ben', 'cat', 'dan', 'eve'];
const INTERACTIONS = KEYS.map((userKey, index) => ({ userKey, itemKey: `item-${index}` }));
const ITEMS = { 'item-0': [1, 1], 'item-1': [2, 2], 'item-2': [1, 0], 'item-3': [-1, -1], 'item-4': [0, 0] };
/** Cosines with ann: ben 1 (another length), cat 0, dan 0.6, eve has no direction. */
const BY_HAND = withEmbeddings(
  tinyContents(INTERACTIONS, { dimensions: 2 }),
  { ann: [1, 0], ben: [5, 0], cat: [0, 2], dan: [3, 4], eve: [0, 0] },
  ITEMS,
);

describe('neighbors of a user', () => {
  it('are ranked by cosine, herself and those without a direction left out', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const page = recommender.userNeighbors({ key: 'ann', revision: 1 }, 10)!;
    expect(page.entries.map(({ key }) => key)).toEqual(['ben', 'dan', 'cat']);
    expect(page.entries.map(({ score }) => score)).toEqual([1, expect.closeTo(0.6, 6), 0]);
    expect(page.hasNextPage).toBe(false);
  });

  it('go on after a place', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const [first] = recommender.userNeighbors({ key: 'ann', revision: 1 }, 1)!.entries;
    const rest = recommender.userNeighbors({ key: 'ann', revision: 1 }, 10, first)!;
    expect(rest.entries.map(({ key }) => key)).toEqual(['dan', 'cat']);
  });

  it('are found for a user folded in, herself left out where the snapshot knows her', async () => {
    const recommender = await createRecommender(tinySnapshot(tinyContents(INTERACTIONS)));
    const current = [{ userKey: 'ann', itemKey: 'item-3', behavior: 'interacted', at: 0, weight: 1 }];
    const known = recommender.userNeighbors({ key: 'ann', revision: 2, current }, 10)!;
    expect(known.entries.map(({ key }) => key).sort()).toEqual(['ben', 'cat', 'dan', 'eve']);
    const unknown = recommender.userNeighbors({ key: 'new', revision: 1, current }, 10)!;
    expect(unknown.entries[0]!.key).toBe('dan'); // whose only item is hers too
    expect(unknown.entries).toHaveLength(5);
  });

  it('are undefined where there is no embedding to compare', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    expect(recommender.userNeighbors({ key: 'eve', revision: 1 }, 5)).toBeUndefined();
    expect(recommender.userNeighbors({ key: 'new', revision: 0, current: [] }, 5)).toBeUndefined();
    expect(recommender.userNeighbors({ key: 'new', revision: 0 }, 5)).toBeUndefined();
  });

  it('never show an erased user, of whom nothing is known any more', async () => {
    const snapshots = new SnapshotDirectory(await makeDirectory());
    await snapshots.publish(BY_HAND);
    const snapshot = await snapshots.openCurrent();
    const recommender = await createRecommender(snapshot);

    await snapshots.eraseUser('ben');

    const keys = recommender.userNeighbors({ key: 'ann', revision: 1 }, 10)!.entries.map(({ key }) => key);
    expect(keys).toEqual(['dan', 'cat']);
    expect(recommender.userNeighbors({ key: 'ben', revision: 1 }, 10)).toBeUndefined();
    expect(recommender.recommend({ user: { key: 'ben', revision: 1 }, first: 1 }).source).toBe('POPULAR');
    const afterwards = await createRecommender(await snapshots.openCurrent());
    expect(afterwards.userNeighbors({ key: 'ann', revision: 1 }, 10)!.entries.map(({ key }) => key)).toEqual([
      'dan',
      'cat',
    ]);
  });
});

describe('neighbors of an item', () => {
  it('are ranked by cosine, itself and those without a direction left out', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const page = recommender.itemNeighbors('item-0', 2)!;
    expect(page.entries.map(({ key }) => key)).toEqual(['item-1', 'item-2']);
    expect(page.entries.map(({ score }) => score)).toEqual([expect.closeTo(1, 6), expect.closeTo(Math.SQRT1_2, 6)]);
    expect(page.hasNextPage).toBe(true);
    const rest = recommender.itemNeighbors('item-0', 2, page.entries[1])!;
    expect(rest.entries).toEqual([{ key: 'item-3', score: expect.closeTo(-1, 6) }]);
  });

  it('are undefined for an item that is unknown or has no direction', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    expect(recommender.itemNeighbors('unknown', 2)).toBeUndefined();
    expect(recommender.itemNeighbors('item-4', 2)).toBeUndefined();
  });
});

describe('cosines', () => {
  it('stay within -1 and 1 and rank as cosines in float64 do', async () => {
    const vectors = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(fc.array(vectors, { minLength: 5, maxLength: 5 }), async (rows) => {
        const users = Object.fromEntries(KEYS.map((key, index) => [key, rows[index]!.map(Math.fround)]));
        const recommender = await createRecommender(tinySnapshot(withEmbeddings(BY_HAND, users, ITEMS)));
        for (const key of KEYS) {
          const found = recommender.userNeighbors({ key, revision: 1 }, 10)?.entries ?? [];
          for (const { key: other, score } of found) {
            expect(Math.abs(score)).toBeLessThanOrEqual(1);
            expect(score).toBeCloseTo(cosine(users[key]!, users[other]!), 5);
          }
          const order = found.map(({ key: other, score }) => ({ other, score }));
          order.sort((a, b) => b.score - a.score || compareKeys(a.other, b.other));
          expect(found.map(({ key: other }) => other)).toEqual(order.map(({ other }) => other));
        }
      }),
      { numRuns: 40 },
    );
  });
});

function cosine(a: readonly number[], b: readonly number[]): number {
  return (a[0]! * b[0]! + a[1]! * b[1]!) / (Math.hypot(...a) * Math.hypot(...b));
}
