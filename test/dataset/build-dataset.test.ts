import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../src/core/key-order.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { DatasetBuilder } from '../../src/dataset/dataset-builder.js';
import { assertCsr } from '../../src/linalg/csr.js';
import type { InteractionRecord } from '../../src/store/interaction-store.js';
import { arbitraryEvents, event, eventsOf } from './events.js';

describe('a dataset', () => {
  it('has users and items in the order of keys and pairs with their events, oldest first', () => {
    const dataset = buildDataset(
      [
        event('bob', 'tea', { at: 3000, behavior: 'liked' }),
        event('ann', 'tea', { at: 5000 }),
        event('ann', 'oat', { at: 1000 }),
        event('ann', 'tea', { at: 2000, weight: 2 }),
        event('ann', 'tea', { at: 2000, behavior: 'liked' }),
      ],
      { items: [{ key: 'tea', title: 'Tea' }, { key: 'never' }] },
    );
    expect(dataset.users.keys).toEqual(['ann', 'bob']);
    expect(dataset.items.keys).toEqual(['oat', 'tea']);
    expect(dataset.behaviors).toEqual(['liked', 'viewed']);
    expect(dataset.interactions).toEqual({
      rows: 2,
      columns: 2,
      indptr: Int32Array.of(0, 2, 3),
      indices: Int32Array.of(0, 1, 1),
      values: null,
    });
    expect(dataset.events).toEqual({
      offsets: Int32Array.of(0, 1, 4, 5),
      behaviors: Uint8Array.of(1, 0, 1, 1, 0),
      at: Float64Array.of(1000, 2000, 2000, 5000, 3000),
      weights: Float32Array.of(1, 1, 2, 1, 1),
    });
    expect(dataset.itemRecords).toEqual([{ key: 'oat' }, { key: 'tea', title: 'Tea' }]);
    expect(dataset.userRevisions).toEqual(Uint32Array.of(0, 0));
    expect(dataset.sequence).toBeUndefined();
  });

  it('keeps one event per user, item, behavior and time: the last', () => {
    const dataset = buildDataset([event('ann', 'tea', { weight: 3 }), event('ann', 'tea', { weight: 5 })]);
    expect(eventsOf(dataset)).toEqual([event('ann', 'tea', { weight: 5 })]);
  });

  it('gives its events back, whatever they are', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const dataset = buildDataset(events);
        assertCsr(dataset.interactions);
        const last = new Map(events.map((record) => [identity(record), record]));
        const expected = [...last.values()].sort(byUserItemTimeBehavior);
        expect(eventsOf(dataset)).toEqual(expected);
        expect(buildDataset(eventsOf(dataset)).fingerprint).toBe(dataset.fingerprint);
      }),
    );
  });

  it('does not depend on the order of events with distinct identities', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const distinct = [...new Map(events.map((record) => [identity(record), record])).values()];
        expect(buildDataset(distinct.toReversed()).fingerprint).toBe(buildDataset(distinct).fingerprint);
      }),
    );
  });

  it('weighs pairs by behavior, as a sum or its logarithm, and leaves out what weighs nothing', () => {
    const events = [
      event('ann', 'tea'),
      event('ann', 'tea', { behavior: 'liked', weight: 2 }),
      event('ann', 'oat', { behavior: 'ignored' }),
      event('bob', 'oat', { behavior: 'ignored' }),
      event('cid', 'oat', { behavior: 'disliked' }),
      event('cid', 'tea'),
    ];
    const behaviorWeights = { liked: 3, ignored: 0, disliked: -1 };
    const sum = buildDataset(events, { weighting: { mode: 'sum', behaviorWeights } });
    expect(sum.users.keys).toEqual(['ann', 'cid']);
    expect(sum.items.keys).toEqual(['tea']);
    expect(sum.behaviors).toEqual(['liked', 'viewed']);
    expect(sum.interactions.values).toEqual(Float32Array.of(7, 1));
    const log = buildDataset(events, { weighting: { mode: 'log', behaviorWeights } });
    expect(log.interactions.values).toEqual(Float32Array.of(3, 1));
    expect(buildDataset(events, { weighting: { mode: 'binary', behaviorWeights } }).interactions.values).toBeNull();
  });

  it('holds only the behaviors that are asked for', () => {
    const dataset = buildDataset([event('ann', 'tea'), event('bob', 'oat', { behavior: 'liked' })], {
      behaviors: ['liked'],
    });
    expect(eventsOf(dataset)).toEqual([event('bob', 'oat', { behavior: 'liked' })]);
  });

  it('orders integers by value on request, all else after them', () => {
    const keys = ['10', '9', '009', 'x', '18446744073709551616', '18446744073709551615', '0', '-1'];
    const dataset = buildDataset(
      keys.map((key) => event('u', key)),
      { keyOrder: 'numeric' },
    );
    expect(dataset.items.keys).toEqual([
      '0',
      '009',
      '9',
      '10',
      '18446744073709551615',
      '18446744073709551616',
      '-1',
      'x',
    ]);
  });

  it('keeps the order of reading on request', () => {
    const dataset = buildDataset([event('ann', 'z'), event('ann', 'a'), event('ann', 'z', { at: 1 })], {
      keepSequence: true,
    });
    expect(dataset.sequence).toEqual(Int32Array.of(1, 2));
  });

  it('is refused where nothing is left', () => {
    expect(() => buildDataset([])).toThrow(expect.objectContaining({ code: 'DATASET_EMPTY' }));
    expect(() => buildDataset([event('ann', 'tea')], { behaviors: ['liked'] })).toThrow(
      expect.objectContaining({ code: 'DATASET_EMPTY' }),
    );
  });

  it('is refused with more behaviors than a byte can number', () => {
    const events = Array.from({ length: 257 }, (_, n) => event('ann', 'tea', { behavior: `b${n}` }));
    expect(buildDataset(events.slice(1)).behaviors).toHaveLength(256);
    expect(() => buildDataset(events)).toThrow(expect.objectContaining({ code: 'DATASET_TOO_LARGE' }));
  });

  it('holds many blocks of events', () => {
    const count = 200_000;
    const dataset = buildDataset(
      Array.from({ length: count }, (_, n) => event(`u${n % 400}`, `i${n % 997}`, { at: n })),
    );
    expect(dataset.events.at).toHaveLength(count);
    expect(dataset.events.at.reduce((sum, at) => sum + at, 0)).toBe((count * (count - 1)) / 2);
  });
});

describe('datasets of several parts', () => {
  it('share users and items, those of either part', () => {
    const builder = new DatasetBuilder();
    builder.add(event('bob', 'tea'));
    builder.setRevision('bob', 4);
    builder.startPart();
    builder.add(event('ann', 'tea'));
    builder.add(event('ann', 'oat'));
    const [train, test] = builder.build();
    expect(train!.users).toBe(test!.users);
    expect(train!.users.keys).toEqual(['ann', 'bob']);
    expect(train!.items.keys).toEqual(['oat', 'tea']);
    expect(train!.userRevisions).toEqual(Uint32Array.of(0, 4));
    expect(eventsOf(train!)).toEqual([event('bob', 'tea')]);
    expect(eventsOf(test!)).toEqual([event('ann', 'oat'), event('ann', 'tea')]);
  });
});

function identity({ userKey, itemKey, behavior, at }: InteractionRecord): string {
  return JSON.stringify([userKey, itemKey, behavior, at]);
}

function byUserItemTimeBehavior(a: InteractionRecord, b: InteractionRecord): number {
  return (
    compareKeys(a.userKey, b.userKey) ||
    compareKeys(a.itemKey, b.itemKey) ||
    a.at - b.at ||
    compareKeys(a.behavior, b.behavior)
  );
}
