import { describe, expect, it } from '@jest/globals';
import { KeyIndex } from '../../src/dataset/key-index.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { checkContents } from '../../src/snapshot/check-contents.js';
import type { Component, NamedArray, SnapshotContents } from '../../src/snapshot/contents.js';
import { encodeKeys } from '../../src/snapshot/key-text.js';
import { tinyContents } from '../fixtures/tiny-snapshot.js';

const SOUND = tinyContents(
  [
    { userKey: 'ann', itemKey: 'fig', weight: 2 },
    { userKey: 'ben', itemKey: 'kiwi' },
  ],
  { weighting: { mode: 'sum', behaviorWeights: {} } },
);

describe('contents that do not fit together are refused with the field', () => {
  it('lets sound contents pass', async () => {
    await expect(checkContents(SOUND)).resolves.toBeUndefined();
  });

  it.each<[string, string, SnapshotContents]>([
    ['a time that is no number', 'exportedAt', { ...SOUND, exportedAt: NaN }],
    ['a metric that is not finite', 'metrics.recall@20', { ...SOUND, metrics: { 'recall@20': NaN } }],
    ['an infinite setting', 'hyperparameters.rate', { ...SOUND, hyperparameters: { rate: Infinity } }],
    ['users out of order', 'dataset.users', dataset({ users: new KeyIndex(['ben', 'ann']) })],
    ['items out of order', 'dataset.items', dataset({ items: new KeyIndex(['kiwi', 'fig']) })],
    ['a matrix of another shape', 'dataset.interactions', interactions({ columns: 3 })],
    ['a weight of zero', 'dataset.interactions.values', interactions({ values: Float32Array.of(0, 1) })],
    ['events cut wrongly', 'dataset.events.offsets', events({ offsets: Int32Array.of(0, 2, 1) })],
    ['columns of different lengths', 'dataset.events', events({ weights: Float32Array.of(1) })],
    ['an unknown behavior', 'dataset.events.behaviors', events({ behaviors: Uint8Array.of(0, 1) })],
    ['half a millisecond', 'dataset.events.at', events({ at: Float64Array.of(0, 0.5) })],
    ['a negative weight', 'dataset.events.weights', events({ weights: Float32Array.of(1, -1) })],
    ['too few revisions', 'dataset.userRevisions', dataset({ userRevisions: new Uint32Array(1) })],
    ['records of other items', 'dataset.itemRecords', dataset({ itemRecords: [{ key: 'kiwi' }, { key: 'fig' }] })],
    ['a kind without scorer', 'components.0.kind', component({ kind: 'toString' })],
    ['a blend of nothing', 'components.0.parameters.dot', component({ kind: 'blend', parameters: {}, arrays: {} })],
    ['an infinite parameter', 'components.0.parameters.layers', component({ parameters: { layers: Infinity } })],
    ['a missing array', 'components.0.arrays', component({ arrays: {} })],
    ['another number of columns', 'components.0.arrays.users', component({ parameters: { layers: 3, dimensions: 5 } })],
    ['an array of another length', 'components.0.arrays.users', users({ array: new Float32Array(7) })],
    ['an array of another type', 'components.0.arrays.users', users({ array: new Float64Array(8) })],
    ['a vector that is not finite', 'components.0.arrays.users', users({ array: new Float32Array(8).fill(NaN) })],
  ])('%s', async (_what, field, contents) => {
    await expect(checkContents(contents)).rejects.toMatchObject({ code: 'SNAPSHOT_INVALID', place: { field } });
  });

  it('a matrix whose offsets descend', async () => {
    const contents = interactions({ indptr: Int32Array.of(0, 3, 2) });
    await expect(checkContents(contents)).rejects.toMatchObject({ code: 'SNAPSHOT_INVALID' });
  });

  it('half of a surrogate pair in a key, which would come back as another key', () => {
    expect(() => encodeKeys(['fig', '\ud83e'], 'dataset.items')).toThrow(
      expect.objectContaining({ code: 'SNAPSHOT_INVALID', place: { field: 'dataset.items' } }),
    );
  });
});

function dataset(parts: Partial<Dataset>): SnapshotContents {
  return { ...SOUND, dataset: { ...SOUND.dataset, ...parts } };
}

function interactions(parts: Partial<Dataset['interactions']>): SnapshotContents {
  return dataset({ interactions: { ...SOUND.dataset.interactions, ...parts } });
}

function events(parts: Partial<Dataset['events']>): SnapshotContents {
  return dataset({ events: { ...SOUND.dataset.events, ...parts } });
}

function component(parts: Partial<Component>): SnapshotContents {
  const [dot, ...others] = SOUND.components;
  return { ...SOUND, components: [{ ...dot!, ...parts }, ...others] };
}

function users(parts: Partial<NamedArray>): SnapshotContents {
  const { arrays } = SOUND.components[0]!;
  return component({ arrays: { ...arrays, users: { ...arrays['users']!, ...parts } } });
}
