import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/log.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { hasEntry } from '../../src/linalg/csr.js';
import { holdOut, type HoldOut } from '../../src/models/hold-out.js';
import { DEFAULT_HYPERPARAMETERS, type GcnHyperparameters } from '../../src/models/gcn/hyperparameters.js';
import { interaction } from './block-graph.js';

const ITEMS = 20;

/** Five users with `length` items each, read from the last item to the first; `at` gives an item's time. */
function lists(length: number, at: (item: number) => number, keepSequence = false): Dataset {
  const records = Array.from({ length: 5 }, (_, user) =>
    Array.from({ length }, (_, place) => {
      const item = ITEMS - 1 - place;
      return interaction(`u${user}`, `i${String(item).padStart(2, '0')}`, 1, at(item));
    }),
  );
  return buildDataset(records.flat(), { keepSequence });
}

function split(dataset: Dataset, options: Partial<GcnHyperparameters> = {}, seed = 1): HoldOut | undefined {
  return holdOut(dataset, { ...DEFAULT_HYPERPARAMETERS, ...options }, seed, silentLogger);
}

const unknown = (): number => 0;

describe('validation edges', () => {
  it("are a random share of each user's where no order is known, the same for the same seed", () => {
    const dataset = lists(20, unknown);
    const { train, heldOut, users } = split(dataset)!;
    expect([...users]).toEqual([0, 1, 2, 3, 4]);
    for (let user = 0; user < 5; user++) expect(heldOut.indptr[user + 1]! - heldOut.indptr[user]!).toBe(2);
    expect(train.indices.length + heldOut.indices.length).toBe(100);
    expect(split(dataset)).toEqual({ train, heldOut, users, isOrdered: false });
    expect(split(dataset, {}, 2)!.heldOut).not.toEqual(heldOut);
  });

  it('are the last in time where times are known', () => {
    const { heldOut } = split(lists(20, (item) => 1000 + ((item * 7) % ITEMS)))!;
    const latest = [17, 14]; // 7·17 mod 20 = 19, 7·14 mod 20 = 18
    for (let user = 0; user < 5; user++) for (const item of latest) expect(hasEntry(heldOut, user, item)).toBe(true);
  });

  it('are the last in reading where that order is more than the order of items', () => {
    const { heldOut } = split(lists(20, unknown, true))!;
    for (let user = 0; user < 5; user++) for (const item of [0, 1]) expect(hasEntry(heldOut, user, item)).toBe(true);
  });

  it('are drawn at random when asked, whatever is known', () => {
    const timed = lists(20, (item) => 1000 + item);
    expect(split(timed, { validation: 'random' })).toEqual(split(lists(20, unknown)));
    expect(split(timed, { validation: 'last' })).toEqual(split(timed));
  });

  it('are at least one for the median user, however short the lists', () => {
    expect(split(lists(4, unknown))!.heldOut.indices).toHaveLength(5);
    expect(split(lists(2, unknown))!.heldOut.indices).toHaveLength(5);
  });

  it('are none when none are wanted and when every user has one pair', () => {
    expect(split(lists(20, unknown), { validation: 'none' })).toBeUndefined();
    expect(split(lists(1, unknown))).toBeUndefined();
  });

  it('are ranked for no more users than asked, drawn once', () => {
    const { users } = split(lists(20, unknown), { validationUsers: 3 })!;
    expect(users).toHaveLength(3);
    expect(users).toEqual(users.slice().sort());
    expect(split(lists(20, unknown), { validationUsers: 3 })!.users).toEqual(users);
  });
});
