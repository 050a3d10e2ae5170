import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ProgressEvent } from '../../src/core/progress.js';
import { runContext } from '../../src/core/run-context.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { datasetFromStore } from '../../src/dataset/from-store.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { openAt } from '../store/embedded/open-at.js';
import { arbitraryEvents, event } from './events.js';

const makeDirectory = temporaryDirectories();

describe('a dataset from a store', () => {
  it('is that of the same events in memory, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, async (events) => {
        const store = await openAt(await makeDirectory());
        try {
          await store.upsertInteractions(events);
          const dataset = await datasetFromStore(store, {}, runContext());
          expect(dataset.fingerprint).toBe(buildDataset(events).fingerprint);
        } finally {
          await store.close();
        }
      }),
      { numRuns: 5 },
    );
  });

  it('has revisions, titles, the wanted behaviors and their weights', async () => {
    const store = await openAt(await makeDirectory());
    try {
      await store.upsertItems([{ key: 'tea', title: 'Tea', attributes: { hot: true } }, { key: 'unseen' }]);
      await store.upsertInteractions([event('ann', 'tea', { behavior: 'liked' }), event('bob', 'oat')]);
      await store.upsertInteractions([event('ann', 'tea', { behavior: 'liked', at: 5, weight: 2 })]);
      const seen: ProgressEvent[] = [];
      const weighting = { mode: 'sum', behaviorWeights: { liked: 2 } } as const;
      const run = runContext({ progress: (step) => seen.push(step) });
      const dataset = await datasetFromStore(store, { behaviors: ['liked'], weighting }, run);
      expect(dataset.users.keys).toEqual(['ann']);
      expect(dataset.interactions.values).toEqual(Float32Array.of(6));
      expect(dataset.itemRecords).toEqual([{ key: 'tea', title: 'Tea', attributes: { hot: true } }]);
      const [ann] = await store.usersByKey(['ann']);
      expect(dataset.userRevisions).toEqual(Uint32Array.of(ann!.revision));
      expect(seen[seen.length - 1]).toMatchObject({ stage: 'export', done: 1, unit: 'users' });
    } finally {
      await store.close();
    }
  });

  it('is refused for an empty store and when interrupted', async () => {
    const store = await openAt(await makeDirectory());
    try {
      await expect(datasetFromStore(store, {}, runContext())).rejects.toMatchObject({ code: 'DATASET_EMPTY' });
      await store.upsertInteractions([event('ann', 'tea')]);
      const interrupted = runContext({ signal: AbortSignal.abort() });
      await expect(datasetFromStore(store, {}, interrupted)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    } finally {
      await store.close();
    }
  });
});
