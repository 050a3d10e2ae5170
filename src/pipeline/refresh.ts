import { isDeepStrictEqual } from 'node:util';
import { EdgewiseError, isEdgewiseError } from '../core/errors.js';
import { Random } from '../core/random.js';
import type { RunContext } from '../core/run-context.js';
import type { Dataset } from '../dataset/dataset.js';
import { communitiesOf } from '../graphs/communities.js';
import { learnWeighting } from '../models/weighting/learn-weighting.js';
import type { RefreshRecord } from '../snapshot/refresh-record.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { isOfSameChoice, openEarlierSnapshots } from './refresh/earlier-snapshots.js';
import { exportDataset } from './refresh/export-dataset.js';
import { passes, refusal } from './refresh/gate.js';
import { makeCandidate } from './refresh/make-candidate.js';
import { isOfSameKind, planRefresh } from './refresh/plan-refresh.js';
import type { RefreshJob } from './refresh/refresh-job.js';
import { withRefreshLease, type HeldLease } from './refresh/refresh-lease.js';
import { ReportDraft, type RefreshReport } from './refresh/refresh-report.js';
import { writeBack, writeBackUnsupported } from './refresh/write-back.js';

/** Hears how a refresh went, also one that failed. */
export type ReportListener = (report: RefreshReport) => Promise<void>;

/**
 * Export → train → validate → publish → write back → prune: one at a time among all processes that share the store.
 * A model that is worse than the served snapshot on edges that neither was trained on is kept as a version and not
 * served. Killed at any moment, it leaves what was served, and the next one goes on from the checkpoint or starts over.
 * Errors: REFRESH_REFUSED, REFRESH_IN_PROGRESS, LEASE_LOST, WRITE_BACK_UNSUPPORTED, INTERRUPTED, those of the store, of
 * the model and of publishing.
 */
export async function refresh(job: RefreshJob, run: RunContext, tell?: ReportListener): Promise<RefreshReport> {
  const draft = new ReportDraft(run.clock.now());
  try {
    if (job.writeBack && job.store.embeddings === undefined) throw writeBackUnsupported(job.store.url);
    await job.store.ensureSchema();
    const outcome = await withRefreshLease(job.store, job.leaseSeconds, run, (lease, leased) =>
      refreshHeld(job, draft, lease, leased),
    );
    const report = draft.finish({ outcome });
    await tell?.(report);
    return report;
  } catch (error) {
    const { code, message } = isEdgewiseError(error) ? error : new EdgewiseError('INTERNAL', String(error));
    const outcome = code === 'REFRESH_REFUSED' ? 'refused' : 'failed';
    await tell?.(draft.finish({ outcome, error: { code, message } }));
    throw error;
  }
}

async function refreshHeld(
  job: RefreshJob,
  draft: ReportDraft,
  lease: HeldLease,
  run: RunContext,
): Promise<'published' | 'unchanged'> {
  const { snapshots, model } = job;
  const exportedAt = run.clock.now(); // before the first read: who is erased from here on must not be published
  const { served, newest } = await openEarlierSnapshots(job, run);
  const isFull = newest === undefined || exportedAt - fullAtOf(newest) >= job.fullAfterHours * HOUR;
  const exported = await draft.stage('export', () => exportDataset(job, isFull ? undefined : newest, run));
  const { kind, usersRead } = exported;
  draft.add({ export: { kind, usersRead } });
  const known = isFull ? undefined : newest.manifest.dataset.weighting;
  const dataset = await learnWeighting(exported.dataset, {
    ...run,
    seed: job.seed,
    ...(known !== undefined && { known }),
  });
  run.log.info({ kind, usersRead, users: dataset.users.size, pairs: dataset.interactions.indices.length }, 'Exported.');

  if (served !== undefined && isUnchanged(served, job, dataset)) {
    const { version, counts } = served.manifest;
    draft.add({ version, counts, changedShare: 0 });
    run.log.info({ version }, 'Nothing changed since the served snapshot.');
    await finish(job, version, draft, lease, run);
    return 'unchanged';
  }

  const plan = planRefresh(dataset, served, { model, warmShare: job.warmShare, isFull });
  const start = plan.warmStart === undefined ? 'cold' : 'warm';
  draft.add({ start, changedShare: plan.changedShare });
  run.log.info({ start, changedShare: plan.changedShare }, 'Training.');
  const { behaviors } = job.dataset;
  const source = { dataset, exportedAt, ...(behaviors !== undefined && { behaviorFilter: behaviors }) };
  const { trained, comparison } = await makeCandidate(job, dataset, plan, served, draft, run);
  const isGood = comparison === undefined || passes(comparison, job.maxRecallDrop);
  const record: RefreshRecord = {
    outcome: isGood ? 'published' : 'refused',
    start,
    ...(plan.warmStart !== undefined && { from: plan.warmStart.version }),
    changedShare: plan.changedShare,
    fullAt: isFull ? exportedAt : fullAtOf(newest),
    ...(comparison !== undefined && { comparison }),
  };
  const { hyperparameters, metrics, history } = trained;
  const communities = communitiesOf(dataset.interactions, Random.stream(job.seed, 'communities'));
  const components = [...trained.components, communities];
  const contents = { ...source, components, hyperparameters, seed: job.seed, metrics, refresh: record };
  const { version, counts } = await draft.stage('publish', () => snapshots.publish(contents, () => lease.assertHeld()));
  draft.add({ version, counts, metrics, epochs: history.length, ...(comparison !== undefined && { comparison }) });
  if (comparison !== undefined && !isGood) {
    await prune(job, draft);
    throw refusal(version, comparison, job.maxRecallDrop);
  }
  await finish(job, version, draft, lease, run);
  return 'published';
}

const HOUR = 3_600_000;

/** When everything behind a version was last read and trained on from the start. */
function fullAtOf({ manifest }: Snapshot): number {
  return manifest.refresh?.fullAt ?? manifest.exportedAt;
}

/** The same data, titles and attributes included, and the same kind of model. */
function isUnchanged(served: Snapshot, job: RefreshJob, dataset: Dataset): boolean {
  return (
    served.manifest.dataset.fingerprint === dataset.fingerprint &&
    served.erasedUsers().size === 0 &&
    isOfSameChoice(served.manifest, job) &&
    isOfSameKind(served, job.model, dataset) &&
    isDeepStrictEqual(served.itemRecords, dataset.itemRecords)
  );
}

/** What follows once a version is served; an interrupted run left it to the next. */
async function finish(
  job: RefreshJob,
  version: string,
  draft: ReportDraft,
  lease: HeldLease,
  run: RunContext,
): Promise<void> {
  if (job.writeBack) {
    const written = await draft.stage('writeBack', async () =>
      writeBack(job.store, await job.snapshots.open(version), lease, run),
    );
    draft.add({ writeBack: written });
  }
  await prune(job, draft);
}

async function prune({ snapshots, keep }: RefreshJob, draft: ReportDraft): Promise<void> {
  const removed = await draft.stage('prune', () => snapshots.prune(keep));
  draft.add({ pruned: removed.length });
}
