import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { splitDataset, type Split } from '../../src/dataset/splits.js';
import { assertCsr } from '../../src/linalg/csr.js';
import { attemptSplit } from './attempt-split.js';
import { arbitraryEvents, event, eventsOf, pairNames } from './events.js';

/** `ann` has items c, a, d and b in that order of time, and `a` once more before all; bob has two items, cid three. */
const log = [
  ...['c', 'a', 'd', 'b'].map((item, place) => event('ann', item, { at: 1000 * (place + 2) })),
  event('ann', 'a', { at: 1000 }),
  ...['a', 'b'].map((item) => event('bob', item, { at: 5000 })),
  ...['a', 'b', 'c'].map((item) => event('cid', item, { at: 6000 })),
];

const splitOf = (dataset: Dataset, told: number, { share = 0.5, seed = 1 } = {}): Required<Split> =>
  splitDataset(dataset, { kind: 'new-users', share, told, seed }) as Required<Split>;

/** The least seed by which the only new user is ann. */
function withAnn(dataset: Dataset, told: number): Required<Split> {
  const splits = Array.from({ length: 50 }, (_, seed) => splitOf(dataset, told, { seed }));
  return splits.find((split) => pairNames(dataset, split.heldOut).every((pair) => pair.startsWith('ann ')))!;
}

describe('a split of new users', () => {
  it('tells what came first of each, judges by the rest, and trains on nothing of hers', () => {
    const dataset = buildDataset([...log, ...['a', 'b', 'c', 'd'].map((item) => event('dot', item, { at: 1 }))]);
    const { train, told, heldOut } = withAnn(dataset, 2); // of ann and dot, who alone have four items
    expect(pairNames(dataset, told.interactions)).toEqual(['ann a', 'ann c']);
    expect(eventsOf(told).map(({ itemKey, at }) => [itemKey, at])).toEqual([
      ['a', 1000],
      ['a', 3000],
      ['c', 2000],
    ]);
    expect(pairNames(dataset, heldOut)).toEqual(['ann b', 'ann d']);
    expect(eventsOf(train).some(({ userKey }) => userKey === 'ann')).toBe(false);
    expect(eventsOf(train)).toHaveLength(2 + 3 + 4);
  });

  it('goes by the order of reading where no times are known, and draws where there is none either', () => {
    const timeless = ['ann', 'dot'].flatMap((user) => ['c', 'a', 'd', 'b'].map((item) => event(user, item)));
    const inOrder = buildDataset(timeless, { keepSequence: true });
    expect(pairNames(inOrder, withAnn(inOrder, 2).told.interactions)).toEqual(['ann a', 'ann c']);
    for (const sorted of [false, true]) {
      // An order of reading that is only that of the items tells nothing.
      const dataset = buildDataset(sorted ? timeless.toSorted((a, b) => (a.itemKey < b.itemKey ? -1 : 1)) : timeless, {
        keepSequence: sorted,
      });
      const drawn = Array.from({ length: 30 }, (_, seed) =>
        pairNames(dataset, splitOf(dataset, 1, { seed }).told.interactions).join(),
      );
      expect(new Set(drawn).size).toBeGreaterThan(4); // of two users and four items: eight
    }
  });

  it('takes the floor of the share of those who have enough, the same with the same seed', () => {
    const many = Array.from({ length: 25 }, (_, user) =>
      ['a', 'b', 'c', 'd'].slice(0, user < 20 ? 4 : 3).map((item) => event(`u${user}`, item, { at: 1 })),
    );
    const dataset = buildDataset(many.flat());
    const usersOf = (seed: number) => [
      ...new Set(
        pairNames(dataset, splitOf(dataset, 2, { seed, share: 0.19 }).heldOut).map((pair) => pair.split(' ')[0]!),
      ),
    ];
    expect(usersOf(1)).toHaveLength(3);
    expect(usersOf(1)).toEqual(usersOf(1));
    const drawn = Array.from({ length: 30 }, (_, seed) => usersOf(seed));
    expect(new Set(drawn.map((users) => users.join())).size).toBeGreaterThan(10);
    expect(drawn.flat().every((user) => Number(user.slice(1)) < 20)).toBe(true);
  });

  it('keeps what describes new users from training, and tells it', () => {
    const users = ['ann', 'bob', 'cid'].map((key) => ({ key, attributes: { from: 'here' } }));
    const dataset = buildDataset(log, { users, userAttributes: { from: 1 } });
    const { train, told } = splitOf(dataset, 1, { share: 0.4 });
    const fresh = new Set(eventsOf(told).map(({ userKey }) => userKey));
    expect(fresh.size).toBe(1);
    for (const [user, key] of dataset.users.keys.entries()) {
      const { indptr } = train.userAttributes!.edges;
      expect(indptr[user + 1]! - indptr[user]!).toBe(fresh.has(key) ? 0 : 1);
    }
    expect(told.userAttributes).toBe(dataset.userAttributes);
  });

  it('judges by pairs of the target behavior alone, and tells any', () => {
    const bought = log.map((one) => (one.itemKey === 'b' ? { ...one, behavior: 'bought' } : one));
    const dataset = { ...buildDataset([...bought, ...bought.map((one) => ({ ...one, userKey: `2 ${one.userKey}` }))]) };
    const { heldOut, told } = splitOf({ ...dataset, targetBehavior: 'bought' }, 2);
    expect(pairNames(dataset, told.interactions).map((pair) => pair.slice(-1))).toEqual(['a', 'c']);
    expect(pairNames(dataset, heldOut).map((pair) => pair.slice(-1))).toEqual(['b']);
  });

  it('gives every pair to one side, and no new user to training', () => {
    const plan = fc.record({
      share: fc.double({ min: 0.1, max: 0.99, noNaN: true }),
      told: fc.integer({ min: 1, max: 3 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(arbitraryEvents, plan, (events, { told, ...options }) => {
        const dataset = buildDataset(events, { weighting: { mode: 'sum', behaviorWeights: {} } });
        const split = attemptSplit(() => splitOf(dataset, told, options));
        if (split === undefined) return; // too small for this plan
        const sides = [split.train.interactions, split.told.interactions, split.heldOut];
        sides.forEach(assertCsr);
        expect(sides.flatMap((side) => pairNames(dataset, side)).sort()).toEqual(
          pairNames(dataset, dataset.interactions).sort(),
        );
        for (let user = 0; user < dataset.users.size; user++) {
          const [known, ofTold, toJudge] = sides.map(({ indptr }) => indptr[user + 1]! - indptr[user]!);
          if (known === 0) expect([ofTold, toJudge! >= told]).toEqual([told, true]);
          else expect([ofTold, toJudge]).toEqual([0, 0]);
        }
        for (const toJudge of pairNames(dataset, split.heldOut)) {
          const [user] = toJudge.split(' ', 1);
          const first = pairNames(dataset, split.told.interactions).filter((pair) => pair.startsWith(`${user} `));
          for (const pair of first) expect(lastAt(dataset, pair)).toBeLessThanOrEqual(lastAt(dataset, toJudge));
        }
      }),
    );
  });

  it('is refused where nobody has enough items, with how many there could be', () => {
    const dataset = buildDataset(log);
    expect(() => splitOf(dataset, 3)).toThrow(
      expect.objectContaining({ code: 'SPLIT_INVALID', place: { field: 'told' }, cure: 'Tell 2 items or fewer.' }),
    );
    expect(() => splitOf(dataset, 0)).toThrow(expect.objectContaining({ code: 'SPLIT_INVALID' }));
  });

  it('is refused where the share is of nobody', () => {
    expect(() => splitOf(buildDataset(log), 2, { share: 0.1 })).toThrow(
      expect.objectContaining({ code: 'SPLIT_INVALID', place: { field: 'share' } }),
    );
  });
});

/** The time of the last event of a pair by its name. */
function lastAt(dataset: Dataset, pair: string): number {
  const times = eventsOf(dataset).filter(({ userKey, itemKey }) => `${userKey} ${itemKey}` === pair);
  return Math.max(...times.map(({ at }) => at));
}
