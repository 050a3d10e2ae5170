import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { refresh, type RefreshJob } from '../../src/pipeline/refresh.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { modelWithRecall, trainingJob } from './training-fixture.js';

const temporaryDirectory = temporaryDirectories();

describe('refresh', () => {
  it.each([
    ['as good', 0.5],
    ['a little worse', 0.46],
    ['better', 0.9],
    ['without a figure', undefined],
  ])('publishes a model that is %s', async (_, recall) => {
    const job = await trainingJob(await temporaryDirectory());
    await refresh({ ...job, model: modelWithRecall(0.5) }, runContext());
    const { manifest } = await refresh({ ...job, model: modelWithRecall(recall) }, runContext());
    await job.store.close();
    expect((await job.snapshots.openCurrent()).manifest.version).toBe(manifest.version);
  });

  it('refuses a model whose recall fell by more than the allowed share, and serves what was served', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const { manifest } = await refresh({ ...job, model: modelWithRecall(0.5) }, runContext());
    const worse = refresh({ ...job, model: modelWithRecall(0.44) }, runContext());
    await expect(worse).rejects.toMatchObject({ code: 'REFRESH_REFUSED', exitCode: 3 });
    await job.store.close();
    expect((await job.snapshots.list()).map(({ version }) => version)).toEqual([manifest.version]);
  });

  it('compares with the served snapshot, which after a rollback is not the newest', async () => {
    const job = await trainingJob(await temporaryDirectory());
    await refresh({ ...job, model: modelWithRecall(0.5) }, runContext());
    await refresh({ ...job, model: modelWithRecall(0.9) }, runContext());
    await job.snapshots.rollback();
    await refresh({ ...job, model: modelWithRecall(0.5) }, runContext());
    await job.store.close();
    expect((await job.snapshots.openCurrent()).manifest.metrics['recall@20']).toBe(0.5);
  });

  it('runs one at a time: the second is told who is at work', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const model = modelWithRecall(0.5);
    let second: Promise<unknown> | undefined;
    const meanwhile: RefreshJob = {
      ...job,
      model: {
        ...model,
        train: (...parameters) => {
          second = refresh({ ...job, model }, runContext()).catch((error: unknown) => error);
          return second.then(() => model.train(...parameters));
        },
      },
    };
    await refresh(meanwhile, runContext());
    await job.store.close();
    expect(await second).toMatchObject({
      code: 'SNAPSHOT_IN_USE',
      message: expect.stringContaining(String(process.pid)),
    });
    expect(await job.snapshots.list()).toHaveLength(1);
  });
});
