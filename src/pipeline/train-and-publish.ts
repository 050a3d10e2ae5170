import { Random } from '../core/random.js';
import type { RunContext } from '../core/run-context.js';
import { communitiesOf } from '../graphs/communities.js';
import type { Model, TrainedModel } from '../models/model.js';
import { learnedFigures, learnWeighting } from '../models/weighting/learn-weighting.js';
import type { SnapshotManifest } from '../snapshot/manifest.js';
import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import { readDataset, type DatasetSource } from './read-dataset.js';

/** What training needs to know from beginning to end. */
export interface TrainingJob extends DatasetSource {
  readonly snapshots: SnapshotDirectory;
  readonly model: Model;
  readonly seed: number;
  readonly checkpointDirectory: string;
  /** Go on from the checkpoint that an interrupted run left. */
  readonly resume: boolean;
  /** Versions to keep; older ones are removed once the new one is served. */
  readonly keep: number;
}

export interface Publication {
  readonly manifest: SnapshotManifest;
  readonly trained: TrainedModel;
  /** What was learned of the weights of interactions, by name. */
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * Store → dataset → model → snapshot: what is served once it resolves. Interrupted while training, it leaves a
 * checkpoint for `resume`; nothing half-made is ever served.
 * Errors: DATASET_EMPTY, INTERRUPTED, those of the store, of the model and of publishing.
 */
export async function trainAndPublish(job: TrainingJob, run: RunContext): Promise<Publication> {
  const exportedAt = run.clock.now(); // before the first read: who is erased from here on must not be published
  const dataset = await learnWeighting(await readDataset(job, run), { ...run, seed: job.seed });
  const { seed, checkpointDirectory, resume } = job;
  const trained = await job.model.train(dataset, { ...run, seed, checkpointDirectory, resume });
  const { components, hyperparameters, metrics } = trained;
  const { behaviors } = job.dataset;
  const manifest = await job.snapshots.publish({
    dataset,
    exportedAt,
    ...(behaviors !== undefined && { behaviorFilter: behaviors }),
    components: [...components, communitiesOf(dataset.interactions, Random.stream(seed, 'communities'))],
    hyperparameters,
    seed,
    metrics,
  });
  await job.snapshots.prune(job.keep);
  return { manifest, trained, weights: learnedFigures(dataset) };
}
