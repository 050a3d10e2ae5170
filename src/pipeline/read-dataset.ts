import type { RunContext } from '../core/run-context.js';
import type { DatasetChoices } from '../dataset/dataset-builder.js';
import type { Dataset } from '../dataset/dataset.js';
import { datasetFromProjection } from '../dataset/from-projection.js';
import { datasetFromStore } from '../dataset/from-store.js';
import { warnOfUnknownTimes } from '../dataset/warn-of-unknown-times.js';
import type { InteractionStore } from '../store/interaction-store.js';
import type { Projection } from '../store/projection.js';

/** What is learned from: the store's own interactions, or those that a projection finds in the same database. */
export interface DatasetSource {
  readonly store: InteractionStore;
  readonly projection?: Projection;
  /** Which interactions count, and how much. */
  readonly dataset: DatasetChoices;
}

/** Errors: those of datasetFromStore and datasetFromProjection. */
export async function readDataset({ store, projection, dataset }: DatasetSource, run: RunContext): Promise<Dataset> {
  const read = await (projection === undefined
    ? datasetFromStore(store, dataset, run)
    : datasetFromProjection(store, projection, dataset, run));
  warnOfUnknownTimes(read, run.log);
  const { users, items, interactions } = read;
  run.log.info(
    { users: users.size, items: items.size, pairs: interactions.indices.length },
    `Dataset read from ${projection?.file ?? 'the store'}.`,
  );
  return read;
}
