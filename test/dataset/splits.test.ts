import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { splitDataset, type SplitPlan } from '../../src/dataset/splits.js';
import { assertCsr } from '../../src/linalg/csr.js';
import { attemptSplit } from './attempt-split.js';
import { arbitraryEvents, event, eventsOf, pairNames } from './events.js';

const tenPairs = Array.from({ length: 10 }, (_, n) => event('ann', `i${n}`, { at: (n + 1) * 1000 }));

describe('a split', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const plans: Record<string, fc.Arbitrary<SplitPlan>> = {
    random: fc.record({ kind: fc.constant('random'), share, seed: fc.nat() }),
    'new-items': fc.record({ kind: fc.constant('new-items'), share, seed: fc.nat() }),
    'last-share': fc.record({ kind: fc.constant('last-share'), share }),
    'leave-last-out': fc.constant({ kind: 'leave-last-out' }),
    'temporal by share': fc.record({ kind: fc.constant('temporal'), share }),
    'temporal by cut': fc.record({ kind: fc.constant('temporal'), cut: fc.integer({ min: 1, max: 2000 }) }),
  };

  it.each(Object.entries(plans))('by %s gives every pair of a user in training to one side', (_, plan) => {
    fc.assert(
      fc.property(arbitraryEvents, plan, (events, chosen) => {
        const dataset = buildDataset(events, { weighting: { mode: 'sum', behaviorWeights: {} } });
        const split = attemptSplit(() => splitDataset(dataset, chosen));
        if (split === undefined) return; // too small for this plan
        const { train, heldOut } = split;
        assertCsr(train.interactions);
        assertCsr(heldOut);
        const trained = pairNames(train, train.interactions);
        const held = pairNames(train, heldOut);
        expect(held.length).toBeGreaterThan(0);
        expect(held.filter((pair) => trained.includes(pair))).toEqual([]);
        const knownUsers = new Set(trained.map((pair) => pair.split(' ')[0]));
        const all = pairNames(dataset, dataset.interactions).filter((pair) => knownUsers.has(pair.split(' ')[0]));
        expect([...trained, ...held].sort()).toEqual(all.sort());
        if (chosen.kind !== 'temporal' && chosen.kind !== 'new-items') expect(knownUsers.size).toBe(dataset.users.size);
        expect(train.users).toBe(dataset.users);
        expect(train.items).toBe(dataset.items);
        expect(train.fingerprint).not.toBe(dataset.fingerprint);
        const original = new Set(eventsOf(dataset).map((record) => JSON.stringify(record)));
        expect(eventsOf(train).every((record) => original.has(JSON.stringify(record)))).toBe(true);
      }),
    );
  });

  it('at random holds out the floor of the share, the same with the same seed', () => {
    const dataset = buildDataset(tenPairs);
    const heldOut = (seed: number, share = 0.39): string[] =>
      pairNames(dataset, splitDataset(dataset, { kind: 'random', share, seed }).heldOut);
    expect(heldOut(1)).toHaveLength(3);
    expect(heldOut(1, 0.3)).toHaveLength(3);
    expect(heldOut(1)).toEqual(heldOut(1));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => heldOut(seed).join())).size).toBeGreaterThan(10);
  });

  it('of new items holds out whole items, the same with the same seed', () => {
    const dataset = buildDataset(
      ['ann', 'ben', 'cid'].flatMap((user) => tenPairs.map((pair) => ({ ...pair, userKey: user }))),
    );
    const itemsOf = (seed: number): string[] => {
      const { train, heldOut } = splitDataset(dataset, { kind: 'new-items', share: 0.2, seed });
      const held = [...new Set(heldOut.indices)].map((item) => dataset.items.keyAt(item));
      expect(heldOut.indices).toHaveLength(6);
      expect([...train.interactions.indices].some((item) => held.includes(dataset.items.keyAt(item)))).toBe(false);
      return held;
    };
    expect(itemsOf(1)).toHaveLength(2);
    expect(itemsOf(1)).toEqual(itemsOf(1));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => itemsOf(seed).join())).size).toBeGreaterThan(5);
  });

  it('by last share holds out the latest pairs by their last event', () => {
    const dataset = buildDataset([...tenPairs, event('ann', 'i0', { at: 99_000 })]);
    const { train, heldOut } = splitDataset(dataset, { kind: 'last-share', share: 0.2 });
    expect(pairNames(dataset, heldOut)).toEqual(['ann i0', 'ann i9']);
    expect(eventsOf(train)).toHaveLength(8);
  });

  it('by last share falls back on the order of reading where times are unknown', () => {
    const events = ['c', 'a', 'd', 'b', 'e'].map((item) => event('ann', item));
    const inOrder = buildDataset(events, { keepSequence: true });
    expect(pairNames(inOrder, splitDataset(inOrder, { kind: 'last-share', share: 0.4 }).heldOut)).toEqual([
      'ann b',
      'ann e',
    ]);
    const byItem = buildDataset(events);
    expect(pairNames(byItem, splitDataset(byItem, { kind: 'last-share', share: 0.4 }).heldOut)).toEqual([
      'ann d',
      'ann e',
    ]);
  });

  it('by leaving the last out takes one pair of each user with two or more', () => {
    const dataset = buildDataset([event('ann', 'a', { at: 2 }), event('ann', 'b', { at: 1 }), event('bob', 'a')]);
    const { train, heldOut } = splitDataset(dataset, { kind: 'leave-last-out' });
    expect(pairNames(dataset, heldOut)).toEqual(['ann a']);
    expect(pairNames(dataset, train.interactions)).toEqual(['ann b', 'bob a']);
  });

  it('by time cuts all users at one moment and weighs the earlier events anew', () => {
    const dataset = buildDataset(
      [
        event('ann', 'tea', { at: 1000 }),
        event('ann', 'tea', { at: 3000 }), // later event of a pair that training has
        event('ann', 'oat', { at: 2000 }),
        event('bob', 'oat', { at: 5000 }), // nothing before the cut
        event('cid', 'oat'), // time unknown: before
      ],
      { weighting: { mode: 'sum', behaviorWeights: {} } },
    );
    const { train, heldOut } = splitDataset(dataset, { kind: 'temporal', cut: 2000 });
    expect(pairNames(dataset, heldOut)).toEqual(['ann oat']);
    expect(pairNames(dataset, train.interactions)).toEqual(['ann tea', 'cid oat']);
    expect(train.interactions.values).toEqual(Float32Array.of(1, 1));
  });

  it('by time with a share finds the moment that leaves so many events after it', () => {
    const dataset = buildDataset([...tenPairs, event('bob', 'i0', { at: 10_000 })]);
    const { heldOut } = splitDataset(dataset, { kind: 'temporal', share: 0.2 });
    expect(pairNames(dataset, heldOut)).toEqual(['ann i9']);
  });

  it.each<[string, SplitPlan]>([
    ['a share of 0', { kind: 'random', share: 0, seed: 1 }],
    ['a share of 1', { kind: 'last-share', share: 1 }],
    ['a share that is no number', { kind: 'temporal', share: NaN }],
    ['nothing held out', { kind: 'random', share: 0.05, seed: 1 }],
    ['nothing to train on', { kind: 'temporal', cut: 1000 }],
    ['nothing after the cut', { kind: 'temporal', cut: 1e15 }],
  ])('is refused with %s', (_, plan) => {
    expect(() => splitDataset(buildDataset(tenPairs), plan)).toThrow(
      expect.objectContaining({ code: 'SPLIT_INVALID' }),
    );
  });

  it('by time is refused where no event has one', () => {
    const dataset = buildDataset([event('ann', 'a'), event('ann', 'b')]);
    expect(() => splitDataset(dataset, { kind: 'temporal', share: 0.5 })).toThrow('needs times');
  });
});
