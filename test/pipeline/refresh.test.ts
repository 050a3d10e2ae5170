import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../src/core/clock.js';
import { runContext } from '../../src/core/run-context.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import type { Model } from '../../src/models/model.js';
import { refresh } from '../../src/pipeline/refresh.js';
import type { RefreshJob } from '../../src/pipeline/refresh/refresh-job.js';
import type { RefreshReport } from '../../src/pipeline/refresh/refresh-report.js';
import type { InteractionRecord } from '../../src/store/interaction-store.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { modelWithRecall, trainingJob } from './training-fixture.js';

const temporaryDirectory = temporaryDirectories();
const run = runContext();

/** Two tastes of 30 users and 40 items; each user knows six items of her taste. */
const TASTES = Array.from({ length: 60 }, (_, user) => [0, 1, 2, 3, 4, 5].map((place) => event(user, place))).flat();

/** The `place`-th item of a user's taste, for her at a time that ascends with it. */
function event(user: number, place: number): InteractionRecord {
  const item = `${user % 2 === 0 ? 'a' : 'b'}${(user + place) % 40}`;
  return { userKey: `v${user}`, itemKey: item, behavior: 'view', at: 1_700_000_000_000 + place, weight: 1 };
}

/** Of these and of the fixture's. */
const NEWEST = 1_700_000_000_047;

async function tastesJob(): Promise<RefreshJob> {
  const job = await trainingJob(await temporaryDirectory());
  await job.store.upsertInteractions(TASTES);
  return { ...job, model: job.model, maxRecallDrop: 0.2 };
}

/** Everyone takes the next item of her taste, which both models can tell. */
async function everyoneGoesOn(job: RefreshJob, place = 6): Promise<void> {
  await job.store.upsertInteractions(Array.from({ length: 60 }, (_, user) => event(user, place)));
}

/** Learns and then mixes its items up. */
function scrambled(model: Model): Model {
  return {
    ...model,
    train: async (...parameters) => {
      const trained = await model.train(...parameters);
      const components = trained.components.map((component) => {
        const items = component.arrays['items'];
        if (items === undefined) return component;
        return {
          ...component,
          arrays: { ...component.arrays, items: { ...items, array: items.array.map((x) => -x) } },
        };
      });
      return { ...trained, components };
    },
  };
}

describe('refresh', () => {
  it('begins with everything, and does nothing when nothing changed', async () => {
    const job = await tastesJob();
    const first = await refresh(job, run);
    expect(first).toMatchObject({ outcome: 'published', start: 'cold', export: { kind: 'full' }, changedShare: 1 });
    const again = await refresh(job, run);
    expect(again).toMatchObject({ outcome: 'unchanged', version: first.version, export: { kind: 'incremental' } });
    await job.store.close();
    expect(await job.snapshots.list()).toHaveLength(1);
  });

  it('publishes when only a title changed', async () => {
    const job = await tastesJob();
    await refresh(job, run);
    await job.store.upsertItems([{ key: 'a1', title: 'Amélie' }]);
    expect((await refresh(job, run)).outcome).toBe('published');
    await job.store.close();
    expect((await job.snapshots.openCurrent()).itemRecords).toContainEqual({ key: 'a1', title: 'Amélie' });
  });

  it('goes on from the served snapshot when little changed, and says so in the manifest', async () => {
    const job = await tastesJob();
    const first = await refresh(job, run);
    await job.store.upsertInteractions([event(0, 6), event(1, 6)]);
    const second = await refresh(job, run);
    await job.store.close();
    expect(second).toMatchObject({ outcome: 'published', start: 'warm', epochs: 1 });
    const { refresh: record } = (await job.snapshots.openCurrent()).manifest;
    expect(record).toMatchObject({ outcome: 'published', start: 'warm', from: first.version });
    expect(record!.changedShare).toBeCloseTo(2 / 410, 3);
  });

  it('goes on from it too where interactions age: every weight is made anew by the newest of them', async () => {
    const tastes = await tastesJob();
    const weighting = { mode: 'sum' as const, behaviorWeights: {}, halfLife: 20 };
    const job = { ...tastes, dataset: { weighting } };
    await refresh(job, run);
    const before = await job.snapshots.openCurrent();
    expect((await refresh(job, run)).outcome).toBe('unchanged');
    await job.store.upsertInteractions([{ ...event(0, 6), at: NEWEST + 40 }]);
    expect(await refresh(job, run)).toMatchObject({ outcome: 'published', start: 'warm' });
    const otherHalfLife = { ...job, dataset: { weighting: { ...weighting, halfLife: 30 } } };
    expect(await refresh(otherHalfLife, run)).toMatchObject({ start: 'cold', export: { kind: 'full' } });
    await job.store.close();
    const [, after] = await job.snapshots.list();
    const { interactions, users, manifest } = await job.snapshots.open(after!.version);
    expect(manifest.dataset.weighting.decay).toEqual({ halfLife: 20, asOf: NEWEST + 40 });
    const row = (matrix: CsrMatrix, user: number): number[] => [
      ...matrix.values!.subarray(matrix.indptr[user], matrix.indptr[user + 1]),
    ];
    const user = users.indexOf('v3')!;
    expect(row(interactions, user)).toEqual(row(before.interactions, user).map((weight) => weight / 4));
  });

  it('takes over what it learned of weights until it reads everything anew', async () => {
    const tastes = await tastesJob();
    const weighting = { mode: 'log' as const, behaviorWeights: {}, learned: ['behaviorWeights', 'halfLife'] as const };
    const job = { ...tastes, dataset: { weighting } };
    await refresh(job, run);
    const learned = (await job.snapshots.openCurrent()).manifest.dataset.weighting;
    expect(learned).toMatchObject({ mode: 'log', learned: weighting.learned });
    expect((await refresh(job, run)).outcome).toBe('unchanged');
    await job.store.upsertInteractions([event(0, 6)]);
    expect(await refresh(job, run)).toMatchObject({ start: 'warm', export: { kind: 'incremental' } });
    expect((await job.snapshots.openCurrent()).manifest.dataset.weighting).toEqual(learned);
    expect(await refresh(tastes, run)).toMatchObject({ start: 'cold', export: { kind: 'full' } }); // given, not learned
    await job.store.close();
  });

  it.each([
    ['more changed than --warm-share', { warmShare: 0.001 }],
    ['it was told to', { fullAfterHours: 0 }],
  ])('trains from the start when %s', async (_, choice) => {
    const job = await tastesJob();
    await refresh(job, run);
    await job.store.upsertInteractions([event(0, 6), event(1, 6)]);
    expect(await refresh({ ...job, ...choice }, run)).toMatchObject({ outcome: 'published', start: 'cold' });
    await job.store.close();
  });

  it('reads everything again once the last full export is old enough', async () => {
    const job = await tastesJob();
    const clock = fixedClock(Date.now());
    const kinds: (string | undefined)[] = [];
    for (const hours of [0, 167, 2]) {
      clock.advance(hours * 3_600_000);
      kinds.push((await refresh(job, runContext({ clock }))).export?.kind);
    }
    await job.store.close();
    expect(kinds).toEqual(['full', 'incremental', 'full']);
  });

  it('takes erased users out although it reads only what changed', async () => {
    const job = await tastesJob();
    await refresh(job, run);
    await job.store.eraseUser('v7');
    await job.store.upsertInteractions([event(0, 6)]);
    expect((await refresh(job, run)).export?.kind).toBe('incremental');
    await job.store.close();
    const { users } = await job.snapshots.openCurrent();
    expect(users.indexOf('v7')).toBeUndefined();
    expect(users.indexOf('v8')).toBeDefined();
  });
});

describe('the gate of a refresh', () => {
  it('judges by edges that neither model was trained on, and publishes all of them', async () => {
    const job = await tastesJob();
    await refresh(job, run);
    const served = await job.snapshots.openCurrent();
    await everyoneGoesOn(job);
    let trainedOn: Dataset | undefined;
    const model: Model = {
      ...job.model,
      train: (dataset, trainRun) => {
        trainedOn = dataset;
        return job.model.train(dataset, trainRun);
      },
    };
    const { comparison } = await refresh({ ...job, model }, run);
    await job.store.close();
    const now = await job.snapshots.openCurrent();
    expect(comparison).toMatchObject({ users: 60, edges: 60, servedVersion: served.manifest.version });
    expect(trainedOn!.interactions.indices.length).toBe(served.interactions.indices.length);
    expect(now.interactions.indices.length).toBe(served.interactions.indices.length + 60);
    expect(comparison!.candidate).toBeGreaterThan(0.5);
    expect(comparison!.served).toBeGreaterThan(0.5);
  });

  it('keeps a worse model without serving it; a person may serve it all the same', async () => {
    const job = await tastesJob();
    const first = await refresh(job, run);
    await everyoneGoesOn(job);
    const reports: RefreshReport[] = [];
    const worse = refresh({ ...job, model: scrambled(job.model) }, run, async (report) => void reports.push(report));
    await expect(worse).rejects.toMatchObject({ code: 'REFRESH_REFUSED', exitCode: 3 });
    await job.store.close();
    const [kept] = await job.snapshots.list();
    expect(kept).toMatchObject({ isCurrent: false, manifest: { refresh: { outcome: 'refused' } } });
    expect(reports).toMatchObject([{ outcome: 'refused', version: kept!.version, error: { code: 'REFRESH_REFUSED' } }]);
    expect((await job.snapshots.openCurrent()).manifest.version).toBe(first.version);
    await job.snapshots.rollback(kept!.version);
    expect((await job.snapshots.openCurrent()).manifest.version).toBe(kept!.version);
  });

  it('lets a worse model pass when that much drop is allowed', async () => {
    const job = await tastesJob();
    await refresh(job, run);
    await everyoneGoesOn(job);
    expect((await refresh({ ...job, model: scrambled(job.model), maxRecallDrop: 1 }, run)).outcome).toBe('published');
    await job.store.close();
  });

  it('compares with what is served, which after a rollback is not the newest', async () => {
    const job = await tastesJob();
    const first = await refresh(job, run);
    await everyoneGoesOn(job);
    await refresh(job, run);
    await job.snapshots.rollback();
    await everyoneGoesOn(job, 7);
    expect((await refresh(job, run)).comparison?.servedVersion).toBe(first.version);
    await job.store.close();
  });

  it.each([
    ['as good', 0.5],
    ['a little worse', 0.46],
    ['better', 0.9],
    ['without a figure', undefined],
  ])('goes by recorded figures where too few users did something new: %s', async (_, recall) => {
    const job = await trainingJob(await temporaryDirectory());
    await refresh({ ...job, model: modelWithRecall(0.5) }, run);
    await job.store.upsertInteractions([event(3, 3)]);
    expect((await refresh({ ...job, model: modelWithRecall(recall) }, run)).outcome).toBe('published');
    await job.store.close();
  });

  it('refuses by recorded figures what fell by more than the allowed share', async () => {
    const job = await trainingJob(await temporaryDirectory());
    await refresh({ ...job, model: modelWithRecall(0.5) }, run);
    await job.store.upsertInteractions([event(3, 3)]);
    const worse = refresh({ ...job, model: modelWithRecall(0.44) }, run);
    await expect(worse).rejects.toMatchObject({ code: 'REFRESH_REFUSED' });
    await job.store.close();
  });
});

describe('what a refresh refuses to begin', () => {
  it('runs one at a time: the second is told who is at work and until when', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const model = modelWithRecall(0.5);
    let second: Promise<unknown> | undefined;
    const meanwhile: RefreshJob = {
      ...job,
      model: {
        ...model,
        train: (...parameters) => {
          second = refresh({ ...job, model }, run).catch((error: unknown) => error);
          return second.then(() => model.train(...parameters));
        },
      },
    };
    await refresh(meanwhile, run);
    await job.store.close();
    expect(await second).toMatchObject({
      code: 'REFRESH_IN_PROGRESS',
      message: expect.stringMatching(new RegExp(`process ${process.pid} on .* until \\d{4}-`)),
    });
    expect(await job.snapshots.list()).toHaveLength(1);
  });

  it('writes no vectors back into a store that has no index for them, and says so before it trains', async () => {
    const job = await trainingJob(await temporaryDirectory());
    const refused = refresh({ ...job, writeBack: true }, run);
    await expect(refused).rejects.toMatchObject({ code: 'WRITE_BACK_UNSUPPORTED', exitCode: 2 });
    await job.store.close();
    expect(await job.snapshots.list()).toEqual([]);
  });
});
