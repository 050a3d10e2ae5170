import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { silentLogger } from '../../src/core/log.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { DatasetBuilder } from '../../src/dataset/dataset-builder.js';
import { splitDataset, type SplitPlan } from '../../src/dataset/splits.js';
import { decayFactor } from '../../src/dataset/time-decay.js';
import { warnOfUnknownTimes } from '../../src/dataset/warn-of-unknown-times.js';
import type { WeightingChoice } from '../../src/dataset/weighting-choice.js';
import { normalizedInteractions } from '../../src/linalg/bipartite.js';
import { arbitraryEvents, event, eventsOf } from './events.js';

const DAY = 86_400_000;
const NOON = 1_700_000_000_000;
const decaying = (mode: 'sum' | 'log', halfLife: number): WeightingChoice => ({ mode, behaviorWeights: {}, halfLife });

describe('the weight of an event', () => {
  const decay = { halfLife: 10 * DAY, asOf: NOON };

  it.each([
    ['now', 0, 1],
    ['one half-life ago', 10, 0.5],
    ['half of one ago', 5, Math.SQRT1_2],
    ['three ago', 30, 0.125],
    ['ten ago', 100, 2 ** -10],
    ['a hundred ago', 1000, 2 ** -10],
    ['one half-life later than training', -10, 2],
    ['a hundred later', -1000, 2 ** 10],
  ])('%s', (_, days, factor) => expect(decayFactor(decay, NOON - days * DAY)).toBeCloseTo(factor, 12));

  it('is as low as can be without a time', () => expect(decayFactor(decay, 0)).toBe(2 ** -10));

  it('is whole without a decay', () => expect(decayFactor(undefined, 1)).toBe(1));
});

describe('a dataset whose interactions lose weight with age', () => {
  const events = [
    event('ann', 'tea', { at: NOON }),
    event('ann', 'tea', { at: NOON - 10 * DAY, weight: 2 }),
    event('ann', 'oat', { at: NOON - 20 * DAY }),
    event('bob', 'oat', { at: NOON - 10 * DAY, behavior: 'liked' }),
  ];

  it('measures ages from its newest event', () => {
    const weighting = { mode: 'sum' as const, behaviorWeights: { liked: 3 }, halfLife: 10 * DAY };
    const dataset = buildDataset(events, { weighting });
    expect(dataset.weighting).toEqual({
      mode: 'sum',
      behaviorWeights: { liked: 3 },
      decay: { halfLife: 10 * DAY, asOf: NOON },
    });
    // ann–oat 1/4, ann–tea 1 + 2/2, bob–oat 3/2
    expect(dataset.interactions.values).toEqual(Float32Array.of(0.25, 2, 1.5));
    const log = buildDataset(events, { weighting: decaying('log', 10 * DAY) });
    expect(log.interactions.values![1]).toBeCloseTo(Math.log2(3), 6);
  });

  it('measures those of the first part of two from that part', () => {
    const builder = new DatasetBuilder({ weighting: decaying('sum', DAY) });
    for (const one of events) builder.add(one);
    builder.startPart();
    builder.add(event('bob', 'tea', { at: NOON + 500 * DAY }));
    const [train] = builder.build();
    expect(train).toEqual(
      expect.objectContaining({ weighting: buildDataset(events, { weighting: decaying('sum', DAY) }).weighting }),
    );
  });

  it('keeps a pair however old it is', () => {
    const old = [event('ann', 'tea', { at: 1 }), event('bob', 'tea', { at: NOON })];
    const dataset = buildDataset(old, { weighting: decaying('sum', 1) });
    expect(dataset.interactions.values).toEqual(Float32Array.of(2 ** -10, 1));
  });

  it('is bound to half-life and moment by its fingerprint, and without a half-life is what it always was', () => {
    const fingerprints = [
      buildDataset(events, { weighting: { mode: 'sum', behaviorWeights: {} } }),
      buildDataset(events, { weighting: decaying('sum', DAY) }),
      buildDataset(events, { weighting: decaying('sum', 2 * DAY) }),
    ].map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(3);
  });

  it('propagates the same whatever the moment that ages are measured from: a common factor cancels', () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.integer({ min: 1, max: 5 }), (records, later) => {
        const timed = records.map((record) => ({ ...record, at: NOON - (record.at % 7) * DAY }));
        const known = buildDataset(timed, { weighting: decaying('sum', 10 * DAY) });
        const moved = buildDataset([...timed, event('new', 'new', { at: NOON + later * DAY })], {
          weighting: decaying('sum', 10 * DAY),
        });
        const before = normalizedInteractions(known.interactions).values!;
        const { indptr, values } = normalizedInteractions(moved.interactions);
        const after = moved.users.keys.flatMap((key, user) =>
          key === 'new' ? [] : [...values!.subarray(indptr[user], indptr[user + 1])],
        );
        after.forEach((value, entry) => expect(value).toBeCloseTo(before[entry]!, 5));
      }),
    );
  });
});

describe('a split of it', () => {
  it.each<[string, SplitPlan]>([
    ['last share', { kind: 'last-share', share: 0.3 }],
    ['random share', { kind: 'random', share: 0.3, seed: 1 }],
    ['moment', { kind: 'temporal', share: 0.3 }],
  ])('by %s weighs its training side by that side alone', (_, plan) => {
    const events = Array.from({ length: 30 }, (__, n) =>
      event(`u${n % 5}`, `i${(n * 7) % 11}`, { at: NOON - n * n * DAY }),
    );
    const weighting = decaying('log', 30 * DAY);
    const { train } = splitDataset(buildDataset(events, { weighting }), plan);
    const alone = buildDataset(eventsOf(train), { weighting });
    expect(train.weighting).toEqual(alone.weighting);
    expect(train.interactions.values).toEqual(alone.interactions.values);
  });
});

describe('times that are not known', () => {
  it('are refused where none is', () => {
    expect(() => buildDataset([event('ann', 'tea')], { weighting: decaying('sum', DAY) })).toThrow(
      expect.objectContaining({ code: 'TIMES_UNKNOWN' }),
    );
  });

  it('are warned of where some are not', () => {
    const warned: unknown[] = [];
    const log = { ...silentLogger, warn: (fields: object) => warned.push(fields) };
    const events = [event('ann', 'tea'), event('bob', 'tea', { at: NOON })];
    warnOfUnknownTimes(buildDataset(events), log);
    warnOfUnknownTimes(buildDataset(events.slice(1), { weighting: decaying('sum', DAY) }), log);
    expect(warned).toEqual([]);
    warnOfUnknownTimes(buildDataset(events, { weighting: decaying('sum', DAY) }), log);
    expect(warned).toEqual([{ interactions: 1 }]);
  });
});

describe('a half-life', () => {
  it.each([
    ['where every pair weighs 1', { mode: 'binary' as const, behaviorWeights: {}, halfLife: DAY }],
    ['of no length', decaying('sum', 0)],
    ['that is no number', decaying('sum', Number.NaN)],
  ])('is refused %s', (_, weighting) => {
    expect(() => buildDataset([event('ann', 'tea', { at: 1 })], { weighting })).toThrow(
      expect.objectContaining({ code: 'BAD_SETTING' }),
    );
  });
});
