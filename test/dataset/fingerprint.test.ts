import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { datasetFingerprint } from '../../src/dataset/fingerprint.js';
import { arbitraryEvents, event } from './events.js';

describe('the fingerprint', () => {
  it('is the same in every run and on every platform', () => {
    const dataset = buildDataset([
      event('ann', 'tea', { at: 1000 }),
      event('bob', 'oat', { behavior: 'liked', weight: 0.5 }),
    ]);
    expect(dataset.fingerprint).toBe('333d65a893a9083c96a54e969c2fc51b690eb44713d61012ace5815404e1a28f');
  });

  it('changes with any key, pair, event, weighting or order of reading', () => {
    const events = [event('ann', 'tea', { at: 1000 }), event('bob', 'oat', { behavior: 'liked', weight: 0.5 })];
    const [first, second] = events;
    const fingerprints = [
      buildDataset(events),
      buildDataset([first!]),
      buildDataset([...events, event('ann', 'oat')]),
      buildDataset([{ ...first!, userKey: 'anne' }, second!]),
      buildDataset([{ ...first!, itemKey: 'teas' }, second!]),
      buildDataset([{ ...first!, itemKey: 'oat' }, second!]),
      buildDataset([{ ...first!, behavior: 'seen' }, second!]),
      buildDataset([{ ...first!, at: 1001 }, second!]),
      buildDataset([{ ...first!, weight: 2 }, second!]),
      buildDataset(events, { weighting: { mode: 'sum', behaviorWeights: {} } }),
      buildDataset(events, { weighting: { mode: 'binary', behaviorWeights: { liked: 2 } } }),
      buildDataset(events, { keepSequence: true }),
      buildDataset(events.toReversed(), { keepSequence: true }),
    ].map((dataset) => dataset.fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  it('does not change with titles, attributes and revisions, which training does not see', () => {
    const plain = buildDataset([event('ann', 'tea')]);
    const described = buildDataset([event('ann', 'tea')], { items: [{ key: 'tea', title: 'Tea' }] });
    expect(described.fingerprint).toBe(plain.fingerprint);
  });

  it('does not depend on the order in which behavior weights are written', () => {
    const events = [event('ann', 'tea')];
    const one = buildDataset(events, { weighting: { mode: 'sum', behaviorWeights: { a: 1, b: 2 } } });
    const other = buildDataset(events, { weighting: { mode: 'sum', behaviorWeights: { b: 2, a: 1 } } });
    expect(other.fingerprint).toBe(one.fingerprint);
  });

  it('tells any two datasets apart that differ in one element of an array', () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.nat(), (events, place) => {
        const dataset = buildDataset(events);
        const at = dataset.events.at.slice();
        at[place % at.length]! += 1;
        expect(datasetFingerprint({ ...dataset, events: { ...dataset.events, at } })).not.toBe(dataset.fingerprint);
        const indices = dataset.interactions.indices.slice();
        indices[place % indices.length]! += 1;
        const interactions = { ...dataset.interactions, indices };
        expect(datasetFingerprint({ ...dataset, interactions })).not.toBe(dataset.fingerprint);
      }),
    );
  });
});
