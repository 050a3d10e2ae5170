import { runContext } from '../../src/core/run-context.js';
import { DatasetBuilder } from '../../src/dataset/dataset-builder.js';
import { BINARY_WEIGHTING } from '../../src/dataset/pair-weighting.js';
import { readSource } from '../../src/dataset/formats/read-source.js';
import { blendModel } from '../../src/models/blend/blend-model.js';
import { gcnModel } from '../../src/models/gcn/gcn-model.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';

/** How long the model of the measurements is trained: enough for its rankings to be a trained model's, in minutes. */
export const EPOCHS = 3;

export type MeasuredModel = 'gcn' | 'blend';

/** Trains on gowalla and opens what was published in the directory. */
export async function gowallaSnapshot(directory: string, model: MeasuredModel, signal: AbortSignal): Promise<Snapshot> {
  const snapshots = new SnapshotDirectory(directory);
  await trainAndPublish(snapshots, model, signal);
  return snapshots.openCurrent();
}

async function trainAndPublish(snapshots: SnapshotDirectory, name: MeasuredModel, signal: AbortSignal): Promise<void> {
  const run = runContext({ signal });
  const builder = new DatasetBuilder({ weighting: BINARY_WEIGHTING });
  for await (const { rows } of readSource({ format: 'lightgcn', path: GOWALLA_TRAIN }, run)) {
    for (const row of rows) if (row.kind === 'interaction') builder.add(row.record);
  }
  const [dataset] = builder.build();
  const create = name === 'blend' ? blendModel : gcnModel;
  const model = create({ hyperparameters: { epochs: EPOCHS, validation: 'none', refit: false } });
  const seed = 1;
  const { components, hyperparameters, metrics } = await model.train(dataset!, { ...run, seed });
  await snapshots.publish({ dataset: dataset!, exportedAt: 0, components, hyperparameters, seed, metrics });
}
