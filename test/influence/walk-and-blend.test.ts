import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createInfluence, type InfluenceOptions } from '../../src/influence/create-influence.js';
import type { Influence } from '../../src/influence/influence.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import type { UserView } from '../../src/recommend/request.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { interactionsOf, tinyContents, tinySnapshot, withWalks } from '../fixtures/tiny-snapshot.js';
import { bruteForceBlend, bruteForceWalk, type NewWeights } from './brute-force.js';
import { catalogOf, itemsOf, oddContents } from './random-interactions.js';

const EXACT: InfluenceOptions = { precision: 'float64' };

type BruteForceRow = (contents: SnapshotContents, user: number, weights: NewWeights, owner?: number) => number[];
const KINDS: readonly [string, (contents: SnapshotContents) => SnapshotContents, BruteForceRow, InfluenceOptions][] = [
  ['walk', (contents) => withWalks(contents), bruteForceWalk, EXACT],
  ['blend', (contents) => withWalks(contents, 0.4), blended(false), EXACT],
  ['frozen blend', (contents) => withWalks(contents, 0.4), blended(true), { ...EXACT, standardization: 'frozen' }],
];

describe.each(KINDS)('influence on a %s, against everything done again in float64', (kind, of, bruteForce, options) => {
  const everyUser = async (
    check: (contents: SnapshotContents, influence: Influence, user: number, view: UserView) => void,
  ): Promise<void> => {
    await fc.assert(
      fc.asyncProperty(oddContents.map(of), async (contents) => {
        const influence = await createInfluence(tinySnapshot(contents), options);
        for (const [user, key] of contents.dataset.users.keys.entries())
          check(contents, influence, user, { key, revision: 1 });
      }),
      { numRuns: 25 },
    );
  };

  it('of every single interaction on every item is exact', () =>
    everyUser((contents, influence, user, view) => {
      const items = catalogOf(contents);
      const full = bruteForce(contents, user, new Map());
      const answer = influence.influences({ user: view, items });
      if (answer === undefined) {
        expect(full.every((score) => score === 0)).toBe(true);
        return;
      }
      expectClose(answer.scores, full);
      for (const [row, { item: removed }] of answer.interactions.entries()) {
        const without = bruteForce(contents, user, new Map([[removed, 0]]));
        const [start, end] = [row * items.length, (row + 1) * items.length];
        expectClose(answer.scoresWithout.subarray(start, end), without);
        for (const item of items)
          expect(answer.influences[start + item]).toBe(answer.scores[item]! - answer.scoresWithout[start + item]!);
      }
    }));

  it('of two interactions together is exact, ranks included', () =>
    everyUser((contents, influence, user, view) => {
      const own = itemsOf(contents, user);
      if (own.length < 3) return;
      const removed = [own[0]!, own[own.length - 1]!];
      const without = bruteForce(contents, user, new Map(removed.map((item) => [item, 0])));
      const items = catalogOf(contents);
      const request = { user: view, items, removed: removed.map((item) => ({ item })), ranks: {} };
      const answer = influence.without(request);
      if (answer === undefined) return;
      expectClose(answer.scoresWithout, without);
      const open = items.filter((item) => !own.includes(item));
      for (const item of items) {
        const rank = answer.ranksWithout![item];
        if (!open.includes(item) || (kind === 'walk' && without.every((score) => score === 0))) expect(rank).toBeNull();
        else expect(rank).toBe(1 + open.filter((other) => isBefore(other, item, answer.scoresWithout)).length);
      }
    }));

  it('of edges of any users is exact, and of her own the same as what influences says', () =>
    everyUser((contents, influence, user, view) => {
      const items = catalogOf(contents);
      const edges = contents.dataset.users.keys.flatMap((_key, owner) =>
        itemsOf(contents, owner).map((item) => ({ user: owner, item })),
      );
      const answer = influence.ofEdges({ user: view, items, edges })!;
      for (const [row, { user: owner, item }] of edges.entries()) {
        const without = bruteForce(contents, user, new Map([[item, 0]]), owner);
        expectClose(
          items.map((at) => answer.scores[at]! - answer.influences[row * items.length + at]!),
          without,
        );
      }
    }));

  it('finds the sets that put an item out, and those that bring one in', () =>
    everyUser((contents, influence, user, view) => {
      const own = itemsOf(contents, user);
      for (const item of catalogOf(contents)) {
        if (own.includes(item)) continue;
        const removal = influence.counterfactual({ user: view, item, top: 1 });
        if (removal !== undefined && removal.rankAfter !== null) {
          const scores = bruteForce(contents, user, new Map(removal.items.map((other) => [other, 0])));
          const rivals = catalogOf(contents).filter((other) => other !== item && !own.includes(other));
          const ahead = (by: number): number => rivals.filter((other) => scores[other]! - scores[item]! > by).length;
          expect(removal.rankAfter).toBeGreaterThan(Math.max(1, ahead(1e-9)));
          expect(removal.rankAfter).toBeLessThanOrEqual(1 + ahead(-1e-9));
        }
        const addition = influence.counterfactual({ user: view, item, top: 1, direction: 'ADD', behavior: 'viewed' });
        if (addition === undefined) continue;
        expect(addition.rankAfter).toBe(1);
        expect(addition.items).not.toContain(item);
      }
    }));
});

describe.each(KINDS.slice(0, 2))('influence on a %s in the fold-in view', (_, of) => {
  it('is the difference to what the recommender says without those interactions', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents.map(of), fc.constantFrom('ann', 'new'), async (contents, key) => {
        const snapshot = tinySnapshot(contents);
        const [recommender, influence] = [await createRecommender(snapshot), await createInfluence(snapshot)];
        const [owner] = contents.dataset.users.keys;
        const current = interactionsOf(contents, owner!).map((record) => ({ ...record, userKey: key }));
        const user = { key, revision: 2, current };
        const items = catalogOf(contents);
        const scoresOf = (view: UserView): number[] | undefined => {
          const page = recommender.recommend({ user: view, first: 100, filter: { includeInteracted: true } });
          if (page.source === 'POPULAR') return undefined;
          return page.entries.toSorted((a, b) => a.itemIndex - b.itemIndex).map(({ score }) => score);
        };
        const full = scoresOf(user);
        const answer = influence.influences({ user, items });
        if (full === undefined || answer === undefined) {
          expect(answer?.scores ?? full).toBeUndefined();
          return;
        }
        expect(answer.source).toBe('FOLD_IN');
        expectClose(answer.scores, full, 1e-4);
        for (const [row, { item }] of answer.interactions.entries()) {
          const rest = current.filter(({ itemKey }) => itemKey !== contents.dataset.items.keyAt(item));
          const without = scoresOf({ ...user, current: rest });
          if (without === undefined) continue;
          const start = row * items.length;
          expectClose(answer.scoresWithout.subarray(start, start + items.length), without, 1e-4);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the walk by hand', () => {
  it('adds up: what each interaction adds is the whole score', async () => {
    const pairs = ['u a', 'u b', 'v a', 'v c', 'w b', 'w c', 'w d'].map((pair) => pair.split(' '));
    const contents = withWalks(
      tinyContents(pairs.map(([userKey, itemKey]) => ({ userKey: userKey!, itemKey: itemKey! }))),
    );
    const influence = await createInfluence(tinySnapshot(contents));
    const { scores, influences } = influence.influences({ user: { key: 'u', revision: 1 }, items: [2, 3] })!;
    // Degrees: a 2, b 2, c 2, d 1; v 2, w 3. c is reached over v from a and over w from b, d over w from b alone.
    const [overV, overW] = [1 / 2, 1 / 3];
    const expected = [2 ** -0.1 * 2 ** -0.9 * overV, 0, 2 ** -0.1 * 2 ** -0.9 * overW, 2 ** -0.9 * overW];
    expectClose(influences, expected, 1e-12);
    expectClose(scores, [expected[0]! + expected[2]!, expected[3]!], 1e-12);
  });
});

function blended(frozen: boolean): BruteForceRow {
  return (contents, user, weights, owner = user) => bruteForceBlend(contents, user, weights, { owner, frozen });
}

function isBefore(other: number, item: number, scores: ArrayLike<number>): boolean {
  return scores[other]! > scores[item]! || (scores[other] === scores[item] && other < item);
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-8): void {
  expect(actual.length).toBe(expected.length);
  for (let place = 0; place < expected.length; place++)
    expect(Math.abs(actual[place]! - expected[place]!)).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(expected[place]!)),
    );
}
