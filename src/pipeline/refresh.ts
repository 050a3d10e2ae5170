import { join } from 'node:path';
import { EdgewiseError } from '../core/errors.js';
import type { RunContext } from '../core/run-context.js';
import type { TrainedModel } from '../models/model.js';
import { withPublisherLock } from '../snapshot/publisher-lock.js';
import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import { trainAndPublish, type Publication, type TrainingJob } from './train-and-publish.js';

export interface RefreshJob extends Omit<TrainingJob, 'resume'> {
  /** Where the snapshots are: one refresh at a time holds its lock. */
  readonly snapshotDirectory: string;
  /** Share by which recall@20 may fall below that of the served snapshot. */
  readonly maxRecallDrop: number;
}

const METRIC = 'recall@20';

/**
 * Trains on what the store holds now and publishes, unless recall on held-out edges fell too far below what the served
 * snapshot reached on its own. Each model is measured on the newest edges it did not see, so the two figures are of
 * the same kind though not of the same edges: a gate against a broken run, not a comparison of models.
 * Errors: REFRESH_REFUSED, SNAPSHOT_IN_USE when another refresh runs, and those of trainAndPublish.
 */
export async function refresh(job: RefreshJob, run: RunContext): Promise<Publication> {
  const lock = join(job.snapshotDirectory, 'refresh.lock');
  return withPublisherLock(
    lock,
    async () => {
      const served = await servedRecall(job.snapshots);
      return trainAndPublish({ ...job, resume: false }, run, async (trained) =>
        refuseWorse(trained, served, job.maxRecallDrop, run),
      );
    },
    0,
  );
}

/** undefined when nothing is served, its manifest is damaged, or nothing was held out when it was trained. */
async function servedRecall(snapshots: SnapshotDirectory): Promise<number | undefined> {
  const versions = await snapshots.list();
  return versions.find((version) => version.isCurrent)?.manifest?.metrics[METRIC];
}

function refuseWorse(trained: TrainedModel, served: number | undefined, maxDrop: number, run: RunContext): void {
  const recall = trained.metrics[METRIC];
  if (recall === undefined || served === undefined) {
    run.log.info({ recall, served }, `Published without comparing ${METRIC}: there is no earlier figure, or none now.`);
    return;
  }
  if (recall >= served * (1 - maxDrop)) return;
  throw new EdgewiseError(
    'REFRESH_REFUSED',
    `${METRIC} is ${recall.toFixed(4)}, more than ${(maxDrop * 100).toFixed(0)} % below the ${served.toFixed(4)} of the served snapshot.`,
  );
}
