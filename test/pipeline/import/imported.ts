import { runContext } from '../../../src/core/run-context.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import { datasetFromStore } from '../../../src/dataset/from-store.js';
import { readSource, type Source } from '../../../src/dataset/formats/read-source.js';
import type { InteractionRecord, InteractionStore } from '../../../src/store/interaction-store.js';

/** The fingerprint of all that a store holds; of a store that holds nothing, ''. */
export async function storeFingerprint(store: InteractionStore): Promise<string> {
  const { interactions } = await store.stats();
  return interactions === 0 ? '' : (await datasetFromStore(store, {}, runContext())).fingerprint;
}

/** The fingerprint that a store has once it holds a source. */
export async function sourceFingerprint(source: Source): Promise<string> {
  const events: InteractionRecord[] = [];
  for await (const { rows } of readSource(source, runContext())) {
    for (const row of rows) if (row.kind === 'interaction') events.push(row.record);
  }
  return buildDataset(events).fingerprint;
}
