import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { edgeWeight } from '../../src/dataset/group-pairs.js';
import { createInfluence } from '../../src/influence/create-influence.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import type { InteractionRecord } from '../../src/store/interaction-store.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';
import { bruteForce } from './brute-force.js';
import { catalogOf, hasAttributes, itemsOf, oddContents } from './random-interactions.js';

describe('a counterfactual', () => {
  it('takes the item out of the top k by brute force, and no smaller set does where it is said to be minimal', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(oddContents, fc.integer({ min: 1, max: 3 }), async (contents, top) => {
        const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
        for (const [user, key] of contents.dataset.users.keys.entries()) {
          const rankOf = rankByBruteForce(contents, user);
          for (const item of catalogOf(contents)) {
            const request = { user: { key, revision: 1 }, item, top, maxSize: 7 };
            const answer = influence.counterfactual(request);
            const before = rankOf(item, []);
            if (answer === undefined) {
              const own = itemsOf(contents, user); // with all of them removed it is out, where nothing else ranks it
              const remains = hasAttributes(contents, user) && rankOf(item, own)! <= top;
              expect(before === undefined || before > top || remains).toBe(true);
              continue;
            }
            found++;
            expect(answer.rankBefore).toBe(before);
            expect(answer.items.length > 0 && answer.items.every((own) => itemsOf(contents, user).includes(own))).toBe(
              true,
            );
            expect(answer.rankAfter ?? Infinity).toBe(rankOf(item, answer.items));
            expect(answer.rankAfter ?? Infinity).toBeGreaterThan(top);
            expect(answer.minimal).toBe(true); // the budget is enough for graphs as small as these
            for (const smaller of subsets(itemsOf(contents, user))) {
              if (smaller.length < answer.items.length) expect(rankOf(item, smaller)).toBeLessThanOrEqual(top);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(100);
  });

  const contents = tinyContents(
    ['fig', 'jam', 'kiwi', 'lime'].flatMap((itemKey) => [
      { userKey: 'ann', itemKey },
      { userKey: 'ben', itemKey },
      { userKey: 'ben', itemKey: 'mint' },
      { userKey: 'cat', itemKey: 'nut' },
    ]),
    { seed: 3 },
  );
  const user = { key: 'ann', revision: 1 };

  it('is not looked for where the item is no candidate, or not in the top k', async () => {
    const influence = await createInfluence(tinySnapshot(contents));
    expect(influence.counterfactual({ user, item: 0 })).toBeUndefined(); // she has it
    const [mint, nut] = [4, 5];
    const ranks = influence.influences({ user, items: [mint, nut], ranks: {} })!.ranks!;
    const second = ranks[0] === 2 ? mint : nut;
    expect(influence.counterfactual({ user, item: second, top: 1 })).toBeUndefined();
    expect(
      influence.counterfactual({ user, item: second, top: 2, filter: { excludeItems: ['mint', 'nut'] } }),
    ).toBeUndefined();
  });

  it('is not found where every set within the size leaves the item in, and is all that she has where that is what it takes', async () => {
    const influence = await createInfluence(tinySnapshot(contents));
    const request = { user, item: 4, top: 20 }; // two candidates: never out of twenty while she is ranked at all
    expect(influence.counterfactual({ ...request, maxSize: 3 })).toBeUndefined();
    const all = influence.counterfactual({ ...request, maxSize: 4 })!;
    expect([...all.items].sort()).toEqual([0, 1, 2, 3]);
    expect(all.rankAfter).toBeNull();
    expect(all.minimal).toBe(true);
    expect(influence.counterfactual({ ...request, budget: 3 })!.minimal).toBe(false);
  });
});

describe('a counterfactual to ADD', () => {
  it('brings the item into the top k by brute force; where it is said to be minimal, no smaller set does', async () => {
    const sizes = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(oddContents, fc.integer({ min: 1, max: 2 }), async (contents, top) => {
        const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
        const { weighting } = contents.dataset;
        const weight = edgeWeight(weighting, [{ behavior: 'viewed', at: weighting.decay?.asOf ?? 0, weight: 1 }]);
        for (const [user, key] of contents.dataset.users.keys.entries()) {
          const rankOf = rankAfterAdding(contents, user, weight);
          const open = catalogOf(contents).filter((item) => !itemsOf(contents, user).includes(item));
          for (const item of open) {
            const search = { item, top, maxSize: 2, direction: 'ADD', behavior: 'viewed' } as const;
            const answer = influence.counterfactual({ user: { key, revision: 1 }, ...search });
            const before = rankOf(item, []);
            if (answer === undefined) continue;
            sizes.set(answer.items.length, (sizes.get(answer.items.length) ?? 0) + 1);
            expect(answer.direction).toBe('ADD');
            expect(answer.rankBefore).toBe(before);
            expect(before).toBeGreaterThan(top);
            expect(answer.items.every((added) => open.includes(added) && added !== item)).toBe(true);
            expect(answer.rankAfter).toBe(rankOf(item, answer.items));
            expect(answer.rankAfter).toBeLessThanOrEqual(top);
            expect(answer.minimal).toBe(true); // the budget is enough for graphs as small as these
            if (answer.items.length === 1) continue;
            for (const other of open) if (other !== item) expect(rankOf(item, [other])).toBeGreaterThan(top);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(sizes.get(1)).toBeGreaterThan(20);
    expect(sizes.get(2)).toBeGreaterThan(0);
  });

  it('is told of a folded-in user against items as trained', async () => {
    const contents = tinyContents(
      ['fig', 'jam', 'kiwi', 'lime'].flatMap((itemKey, place) => [
        { userKey: 'ann', itemKey },
        { userKey: `u${place}`, itemKey },
        { userKey: `u${place}`, itemKey: 'mint' },
      ]),
    );
    const snapshot = tinySnapshot(contents);
    const influence = await createInfluence(snapshot);
    const interaction = (itemKey: string): InteractionRecord => ({
      userKey: 'new',
      itemKey,
      behavior: 'interacted',
      at: 1,
      weight: 1,
    });
    const user = { key: 'new', revision: 1, current: [interaction('fig')] };
    const { ranks } = influence.influences({ user, items: [1, 2, 3, 4], ranks: {} })!;
    const last = 1 + ranks!.indexOf(4);
    const answer = influence.counterfactual({ user, item: last, top: 2, maxSize: 3, direction: 'ADD' })!;
    expect(answer.items).not.toContain(last);
    const current = [...user.current, ...answer.items.map((item) => interaction(snapshot.items.keyAt(item)))];
    const after = influence.influences({ user: { ...user, revision: 2, current }, items: [last], ranks: {} })!;
    expect(after.ranks).toEqual([answer.rankAfter]);
    expect(answer.rankAfter).toBeLessThanOrEqual(2);
  });

  it('is not looked for where the item is in already or where such an interaction counts nothing', async () => {
    const weighting = { mode: 'sum' as const, behaviorWeights: { viewed: 0 } };
    const contents = tinyContents(
      [
        { userKey: 'ann', itemKey: 'fig' },
        { userKey: 'ben', itemKey: 'fig' },
        { userKey: 'ben', itemKey: 'jam' },
        { userKey: 'ben', itemKey: 'kiwi' },
      ],
      { weighting },
    );
    const influence = await createInfluence(tinySnapshot(contents));
    const request = { user: { key: 'ann', revision: 1 }, item: 1, direction: 'ADD' } as const;
    expect(influence.counterfactual(request)).toBeUndefined(); // two candidates in twenty places
    expect(influence.counterfactual({ ...request, top: 1, behavior: 'viewed' })).toBeUndefined();
  });
});

/** Rank once she has the items of a set as well, which are no candidates any more. */
function rankAfterAdding(
  contents: SnapshotContents,
  user: number,
  weight: number,
): (item: number, set: readonly number[]) => number {
  const own = itemsOf(contents, user);
  return (item, set) => {
    const candidates = catalogOf(contents).filter((other) => !own.includes(other) && !set.includes(other));
    const { scores } = bruteForce(contents, user, new Map(set.map((added) => [added, weight])));
    return rankAmong(item, candidates, scores);
  };
}

/** Scores that differ by rounding alone are equal: then the lower index comes first. */
function rankAmong(item: number, candidates: readonly number[], scores: readonly number[]): number {
  const tie = 1e-12 * Math.max(...scores.map(Math.abs));
  const ahead = candidates.filter((other) => {
    const lead = scores[other]! - scores[item]!;
    return lead > tie || (Math.abs(lead) <= tie && other < item);
  });
  return ahead.length + 1;
}

/** Rank among the items that are new to the user on the full graph; undefined for others, Infinity with nothing left. */
function rankByBruteForce(
  contents: SnapshotContents,
  user: number,
): (item: number, set: readonly number[]) => number | undefined {
  const own = itemsOf(contents, user);
  const candidates = catalogOf(contents).filter((item) => !own.includes(item));
  return (item, set) => {
    if (!candidates.includes(item)) return undefined;
    if (set.length === own.length && !hasAttributes(contents, user)) return Infinity;
    const { scores } = bruteForce(contents, user, new Map(set.map((removed) => [removed, 0])));
    return rankAmong(item, candidates, scores);
  };
}

function subsets(items: readonly number[]): number[][] {
  return items.reduce<number[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
}
