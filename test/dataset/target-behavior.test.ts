import { describe, expect, it } from '@jest/globals';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { splitDataset, type SplitPlan } from '../../src/dataset/splits.js';
import { event, pairNames } from './events.js';

const EVENTS = [
  event('ann', 'tea', { at: 1 }),
  event('ann', 'oat', { at: 2, behavior: 'bought' }),
  event('ann', 'fig', { at: 3 }),
  event('ann', 'jam', { at: 4 }),
  event('ann', 'jam', { at: 5, behavior: 'bought' }),
  event('bob', 'tea', { at: 1, behavior: 'bought' }),
  event('bob', 'fig', { at: 6 }),
];

describe('a target behavior', () => {
  it.each<[string, SplitPlan]>([
    ['last-share', { kind: 'last-share', share: 0.5 }],
    ['temporal', { kind: 'temporal', cut: 3 }],
  ])('is what is held out to judge by, by %s, while the rest of that side is nobody’s', (_, plan) => {
    const any = splitDataset(buildDataset(EVENTS), plan);
    expect(pairNames(any.train, any.heldOut)).toEqual(['ann fig', 'ann jam', 'bob fig']);
    const { train, heldOut } = splitDataset(buildDataset(EVENTS, { targetBehavior: 'bought' }), plan);
    expect(pairNames(train, heldOut)).toEqual(['ann jam']);
    expect(train.interactions).toEqual(any.train.interactions);
    expect(train.targetBehavior).toBe('bought');
  });

  it('makes another dataset of the same interactions, as a model chosen by it is another', () => {
    const fingerprints = [{}, { targetBehavior: 'bought' }, { targetBehavior: 'viewed' }].map(
      (options) => buildDataset(EVENTS, options).fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(3);
  });

  it('is refused where no interaction has it', () => {
    expect(() => buildDataset(EVENTS, { targetBehavior: 'bougth' })).toThrow(
      expect.objectContaining({ code: 'BEHAVIOR_UNKNOWN', cure: 'Choose one of: bought, viewed.' }),
    );
  });

  it('that is held out by nothing is told of', () => {
    const dataset = buildDataset(EVENTS, { targetBehavior: 'bought' });
    expect(() => splitDataset(dataset, { kind: 'temporal', cut: 6 })).toThrow(
      expect.objectContaining({ code: 'SPLIT_INVALID', message: expect.stringContaining('"bought"') }),
    );
  });
});
