import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { trainAndPublish } from '../../src/pipeline/train-and-publish.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { modelWithRecall, trainingJob } from './training-fixture.js';

const temporaryDirectory = temporaryDirectories();

describe('trainAndPublish', () => {
  it('makes a snapshot of what the store holds the current one', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const { manifest, trained } = await trainAndPublish(job, runContext());
    await job.store.close();
    expect(manifest.counts).toMatchObject({ users: 12, items: 12, interactions: 48 });
    expect(manifest.components.map(({ kind }) => kind)).toEqual(['dot', 'popularity', 'communities']);
    const communities = manifest.components.at(-1)!;
    expect(communities.parameters.count).toBeGreaterThan(0);
    expect(manifest.files[communities.files.users!]).toMatchObject({ type: 'int32', shape: [12] });
    expect(manifest.metrics).toEqual(trained.metrics);
    const snapshot = await job.snapshots.openCurrent();
    expect(snapshot.manifest.version).toBe(manifest.version);
    expect(snapshot.userRevisions.every((revision) => revision > 0)).toBe(true);
  });

  it('learns from the chosen behaviors only', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const chosen = { ...job, dataset: { behaviors: ['buy'] }, model: modelWithRecall(0.5) };
    const { manifest } = await trainAndPublish(chosen, runContext());
    await job.store.close();
    expect(manifest.dataset.behaviors).toEqual(['buy']);
    expect(manifest.counts.interactions).toBe(12);
  });

  it('keeps as many versions as it is told, the newest', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const quick = { ...job, model: modelWithRecall(0.5) };
    const versions: string[] = [];
    for (let run = 0; run < 3; run++) versions.push((await trainAndPublish(quick, runContext())).manifest.version);
    await job.store.close();
    const left = (await job.snapshots.list()).map(({ version }) => version);
    expect(left).toEqual(versions.slice(1).reverse());
  });

  it('leaves out a user who was erased while it trained', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const model = modelWithRecall(0.5);
    const erasing = {
      ...job,
      model: {
        ...model,
        train: async (...parameters: Parameters<typeof model.train>) => {
          await job.store.eraseUser('u3');
          await job.snapshots.eraseUser('u3');
          return model.train(...parameters);
        },
      },
    };
    const { manifest } = await trainAndPublish(erasing, runContext());
    await job.store.close();
    expect(manifest.counts.users).toBe(11);
    expect((await job.snapshots.openCurrent()).userIndex('u3')).toBeUndefined();
  });

  it('publishes nothing when it is interrupted', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const controller = new AbortController();
    const run = runContext({
      signal: controller.signal,
      progress: ({ stage }) => stage === 'train' && controller.abort(),
    });
    await expect(trainAndPublish(job, run)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await job.store.close();
    expect(await job.snapshots.list()).toEqual([]);
  });
});
