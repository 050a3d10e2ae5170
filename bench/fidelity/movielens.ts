import { runContext } from '../../src/core/run-context.js';
import { DatasetBuilder } from '../../src/dataset/dataset-builder.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { readSource } from '../../src/dataset/formats/read-source.js';
import { BINARY_WEIGHTING } from '../../src/dataset/pair-weighting.js';

export const MOVIELENS = '../shared/data/ml-latest-small';

/** 610 users × 9,724 films, 100,836 pairs, each of weight 1 whatever the rating. */
export async function movielensDataset(signal: AbortSignal): Promise<Dataset> {
  const builder = new DatasetBuilder({ weighting: BINARY_WEIGHTING });
  for await (const { rows } of readSource({ format: 'movielens', path: MOVIELENS }, runContext({ signal }))) {
    for (const row of rows) if (row.kind === 'interaction') builder.add(row.record);
  }
  return builder.build()[0]!;
}
