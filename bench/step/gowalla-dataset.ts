import { runContext } from '../../src/core/run-context.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { DatasetBuilder } from '../../src/dataset/dataset-builder.js';
import { readSource } from '../../src/dataset/formats/read-source.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';

/** The training pairs of the published Gowalla split: 29,858 users × 40,981 items, 810,128 pairs. */
export async function gowallaDataset(): Promise<Dataset> {
  const builder = new DatasetBuilder({ keyOrder: 'numeric' });
  for await (const chunk of readSource({ format: 'lightgcn', path: GOWALLA_TRAIN }, runContext())) {
    for (const row of chunk.rows) if (row.kind === 'interaction') builder.add(row.record);
  }
  return builder.build()[0]!;
}
