import { join } from 'node:path';
import { silentLogger } from '../../src/core/log.js';
import { gcnModel } from '../../src/models/gcn/gcn-model.js';
import type { Model } from '../../src/models/model.js';
import { popularityComponent } from '../../src/models/popularity/popularity-component.js';
import type { RefreshJob } from '../../src/pipeline/refresh/refresh-job.js';
import type { TrainingJob } from '../../src/pipeline/train-and-publish.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { openStore } from '../../src/store/open-store.js';

/** Two tastes of 6 users and 6 items; every user knows four items of her taste. */
const INTERACTIONS = Array.from({ length: 48 }, (_, event) => {
  const user = event % 12;
  const place = Math.floor(event / 12);
  const taste = user % 2;
  return {
    userKey: `u${user}`,
    itemKey: `${taste === 0 ? 'a' : 'b'}${(user + place) % 6}`,
    behavior: place === 3 ? 'buy' : 'view',
    at: 1_700_000_000_000 + event,
    weight: 1,
  };
});

/** A training job on a new embedded store with those interactions, in a directory. The caller closes the store. */
export async function trainingJob(directory: string): Promise<TrainingJob & RefreshJob> {
  const store = await openStore(`embedded:${join(directory, 'store')}`, { log: silentLogger });
  await store.ensureSchema();
  await store.upsertInteractions(INTERACTIONS);
  return {
    store,
    snapshots: new SnapshotDirectory(join(directory, 'snapshots')),
    model: gcnModel({ engine: 'cpu', hyperparameters: { epochs: 3, dimensions: 8 } }),
    dataset: {},
    seed: 1,
    checkpointDirectory: join(directory, 'checkpoints'),
    resume: false,
    keep: 2,
    maxRecallDrop: 0.1,
    warmShare: 0.05,
    fullAfterHours: 168,
    leaseSeconds: 60,
    writeBack: false,
  };
}

/** A model that learns nothing and reports the recall that a test wants. */
export function modelWithRecall(recall: number | undefined): Model {
  return {
    name: 'as told',
    hyperparameters: {},
    propagate: async (trained) => trained,
    train: async (dataset) => ({
      components: [popularityComponent(dataset.interactions)],
      hyperparameters: {},
      history: [],
      bestEpoch: 0,
      metrics: recall === undefined ? {} : { 'recall@20': recall },
      stepMilliseconds: 0,
    }),
  };
}
