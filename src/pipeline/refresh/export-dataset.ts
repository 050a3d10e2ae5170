import type { RunContext } from '../../core/run-context.js';
import { datasetFromChanges, type ChangedDataset } from '../../dataset/changes-from-store.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import { readDataset, type DatasetSource } from '../read-dataset.js';

export interface Export extends ChangedDataset {
  readonly kind: 'full' | 'incremental';
}

/**
 * Reads what changed since the export behind a snapshot, or everything where there is none to go by. A projection is
 * read whole: the graph behind it counts no changes.
 */
export async function exportDataset(
  source: DatasetSource,
  base: Snapshot | undefined,
  run: RunContext,
): Promise<Export> {
  if (base === undefined || source.projection !== undefined) {
    const dataset = await readDataset(source, run);
    return { kind: 'full', dataset, usersRead: dataset.users.size };
  }
  const { users, items, interactions, events, userRevisions, manifest } = base;
  const before = {
    ...{ users, items, interactions, events, userRevisions },
    behaviors: manifest.dataset.behaviors,
    exportedAt: manifest.exportedAt,
    erased: base.erasedUsers(),
  };
  return { kind: 'incremental', ...(await datasetFromChanges(source.store, before, source.dataset, run)) };
}
