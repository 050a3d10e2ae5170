import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { checkStore } from '../../src/pipeline/check-store.js';
import type { InteractionBatch, InteractionStore } from '../../src/store/interaction-store.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { trainingJob } from './training-fixture.js';

const temporaryDirectory = temporaryDirectories();

describe('checkStore', () => {
  it('finds nothing wrong with a sound store and says what it read', async () => {
    const { store } = await trainingJob(await temporaryDirectory());
    expect(await checkStore(store, runContext())).toEqual({ users: 12, items: 12, interactions: 48, problems: [] });
    await store.close();
  });

  it('names every broken rule once, with its first place', async () => {
    const { store } = await trainingJob(await temporaryDirectory());
    const batch = await firstBatch(store);
    const broken = damaged(store, {
      ...batch,
      users: [{ key: 'u9', revision: 1 }, ...batch.users.slice(1)],
      at: batch.at.map((at, event) => (event === 5 ? -1 : at)),
      weights: batch.weights.map((weight, event) => (event === 2 ? 0 : weight)),
      itemKeys: batch.itemKeys.slice(0, 47).concat(''),
    });
    const { problems } = await checkStore(broken, runContext());
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'keys and behaviors are not empty',
      'times are whole milliseconds, 0 when unknown',
      'users ascend by key',
      'weights are finite and above zero',
    ]);
    await store.close();
  });
});

/** The store as it would answer if that were what it holds. */
function damaged(store: InteractionStore, batch: InteractionBatch): InteractionStore {
  return Object.assign(Object.create(store) as InteractionStore, {
    stats: () => store.stats(),
    exportItems: () => store.exportItems(),
    async *exportInteractions() {
      yield batch;
    },
  });
}

async function firstBatch(store: InteractionStore): Promise<InteractionBatch> {
  for await (const batch of store.exportInteractions()) return batch;
  throw new Error('The store is empty.');
}
