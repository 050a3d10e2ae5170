/**
 * Edgewise as a library: the same parts that the command line puts together.
 *
 * ```ts
 * const run = runContext({ log });
 * const store = await openStore('embedded:./data/store', { log });
 * await importInteractions({ store, source: { format: 'movielens', path: 'ml-latest-small' } }, run);
 * const snapshots = new SnapshotDirectory('./data/snapshots');
 * await trainAndPublish({ store, snapshots, model: blendModel(), dataset: {}, seed: 1, keep: 5, resume: false,
 *   checkpointDirectory: './data/checkpoints' }, run);
 * const server = await startServer({ store, snapshots, port: 4000 });
 * ```
 *
 * A process that only serves imports `edgewise/serving`, which never loads TensorFlow.
 *
 * @module
 */
export * from './serving.js';

// What long jobs are handed, and randomness.
export type { Clock } from './core/clock.js';
export type { ProgressEvent, ProgressListener } from './core/progress.js';
export { runContext, type RunContext } from './core/run-context.js';

// Files → store or dataset.
export { buildDataset } from './dataset/build-dataset.js';
export type { DatasetOptions } from './dataset/dataset-builder.js';
export type { Dataset, PairEvents } from './dataset/dataset.js';
export { readSource, type Source } from './dataset/formats/read-source.js';
export { datasetFromStore } from './dataset/from-store.js';
export type { PairWeighting } from './dataset/pair-weighting.js';
export { splitDataset, type Split, type SplitPlan } from './dataset/splits.js';
export type { WeightingChoice } from './dataset/weighting-choice.js';
export { importInteractions, type ImportJob, type ImportReport } from './pipeline/import.js';

// Dataset → model → figures and snapshots.
export { evaluateSplit, type EvaluationReport, type SplitEvaluation } from './evaluate/evaluate-split.js';
export { blendModel, type BlendOptions } from './models/blend/blend-model.js';
export { filterModel, type FilterOptions } from './models/filter/filter-model.js';
export { gcnModel, type GcnOptions } from './models/gcn/gcn-model.js';
export type { GcnHyperparameters } from './models/gcn/hyperparameters.js';
export type { EpochRecord, Model, TrainedModel, TrainRun } from './models/model.js';
export { popularityModel } from './models/popularity/popularity-model.js';
export { refresh } from './pipeline/refresh.js';
export type { RefreshJob } from './pipeline/refresh/refresh-job.js';
export { trainAndPublish, type Publication, type TrainingJob } from './pipeline/train-and-publish.js';
