import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import type { InteractionStore } from '../store/interaction-store.js';
import type { Projection } from '../store/projection.js';
import { DatasetBuilder, type DatasetChoices } from './dataset-builder.js';
import type { Dataset } from './dataset.js';

/**
 * The interactions that a projection finds (of the wanted behaviors), indices ascending by key. Rows are taken as they
 * come, in any order: what is held is the dataset's own columns, 21 bytes a row, and every key once. Of rows with equal
 * user, item, behavior and time the last wins, as in a store. Nobody has a revision, for the graph counts no changes.
 * Progress counts rows. Errors: PROJECTION_INVALID, PROJECTION_ROW_INVALID, DATASET_EMPTY, DATASET_TOO_LARGE,
 * INTERRUPTED and the store's.
 */
export async function datasetFromProjection(
  store: InteractionStore,
  projection: Projection,
  options: DatasetChoices,
  run: RunContext,
): Promise<Dataset> {
  const { text, parameters } = projection;
  const builder = new DatasetBuilder({ ...options, projection: { text, parameters } });
  let done = 0;
  for await (const batch of store.project(projection)) {
    throwIfInterrupted(run.signal);
    for (const item of batch.items) builder.addItem(item);
    for (const user of batch.users) builder.addUser(user);
    batch.userKeys.forEach((userKey, row) => {
      builder.add({
        userKey,
        itemKey: batch.itemKeys[row]!,
        behavior: batch.behaviors[row]!,
        at: batch.at[row]!,
        weight: batch.weights[row]!,
      });
    });
    done += batch.userKeys.length;
    run.progress({ stage: 'export', done, unit: 'rows' });
  }
  return builder.build()[0]!;
}
