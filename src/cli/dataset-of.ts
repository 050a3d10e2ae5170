import type { Dataset } from '../dataset/dataset.js';
import type { CommandCall } from './command-definition.js';
import { readProjection } from './read-projection.js';
import type { SourceOrStore } from './source-options.js';
import { trainingChoices } from './training-choices.js';
import { withStore } from './with-store.js';

const NOT_PROJECTED = 'A projection is of what the store holds: it has no part in reading files.';

/** What a file, the store or a projection of it holds, by the settings that say what counts. Errors: those of reading. */
export async function datasetOf(source: SourceOrStore, call: Pick<CommandCall, 'settings' | 'run'>): Promise<Dataset> {
  const { settings, run } = call;
  const { dataset } = trainingChoices(settings);
  if (source !== 'store') {
    if (settings.projection !== undefined) run.log.warn({ projection: settings.projection }, NOT_PROJECTED);
    const { readFile } = await import('../pipeline/read-file.js');
    return readFile({ source, dataset, maxRejected: settings.maxRejected }, run);
  }
  const { readDataset } = await import('../pipeline/read-dataset.js');
  const projection = await readProjection(settings);
  return withStore(call, (store) => readDataset({ store, dataset, ...projection }, run));
}
