import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import type { InteractionStore } from '../store/interaction-store.js';
import { addBatch } from './add-batch.js';
import { addDescriptions } from './add-descriptions.js';
import { DatasetBuilder, type DatasetChoices } from './dataset-builder.js';
import type { Dataset } from './dataset.js';

/**
 * Everything a store holds (of the wanted behaviors), indices ascending by key.
 * Progress counts users. Errors: DATASET_EMPTY, DATASET_TOO_LARGE, INTERRUPTED and the store's.
 */
export async function datasetFromStore(
  store: InteractionStore,
  options: DatasetChoices,
  run: RunContext,
): Promise<Dataset> {
  const builder = new DatasetBuilder(options);
  await addDescriptions(builder, store, options, run);
  const { users: total } = await store.stats();
  let done = 0;
  for await (const batch of store.exportInteractions(
    options.behaviors === undefined ? {} : { behaviors: options.behaviors },
  )) {
    throwIfInterrupted(run.signal);
    addBatch(builder, batch);
    done += batch.users.length;
    run.progress({ stage: 'export', done, total, unit: 'users' });
  }
  return builder.build()[0]!;
}
