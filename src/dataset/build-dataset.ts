import type { InteractionRecord, ItemRecord } from '../store/interaction-store.js';
import type { Described } from './attribute-edges.js';
import { DatasetBuilder, type DatasetOptions } from './dataset-builder.js';
import type { Dataset } from './dataset.js';

/** A dataset of records in memory. `items` gives titles and attributes, `users` attributes. Errors: DATASET_EMPTY, DATASET_TOO_LARGE. */
export function buildDataset(
  interactions: Iterable<InteractionRecord>,
  options: DatasetOptions & { readonly items?: Iterable<ItemRecord>; readonly users?: Iterable<Described> } = {},
): Dataset {
  const builder = new DatasetBuilder(options);
  for (const item of options.items ?? []) builder.addItem(item);
  for (const user of options.users ?? []) builder.addUser(user);
  for (const interaction of interactions) builder.add(interaction);
  return builder.build()[0]!;
}
