import { runContext } from '../../src/core/run-context.js';
import { DatasetBuilder } from '../../src/dataset/dataset-builder.js';
import { readSource } from '../../src/dataset/formats/read-source.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';

/** The training pairs of the published Gowalla split: 29,858 users × 40,981 items, 810,128 pairs. */
export async function gowallaInteractions(): Promise<CsrMatrix> {
  const builder = new DatasetBuilder({ keyOrder: 'numeric' });
  for await (const chunk of readSource({ format: 'lightgcn', path: GOWALLA_TRAIN }, runContext())) {
    for (const row of chunk.rows) if (row.kind === 'interaction') builder.add(row.record);
  }
  return builder.build()[0]!.interactions;
}
