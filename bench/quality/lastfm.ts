import { runContext, type RunContext } from '../../src/core/run-context.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { splitDataset, type Split } from '../../src/dataset/splits.js';
import { readFile } from '../../src/pipeline/read-file.js';

export const LASTFM = '../shared/data/lastfm-hetrec/user_artists.dat';

/** Listeners × artists; play counts are not used. */
export const LASTFM_SOURCE = {
  format: 'csv',
  path: LASTFM,
  map: 'user=userID,item=artistID',
  delimiter: '\t',
  quoted: false,
} as const;

/** What is tuned with the same budget: the default model and what it is to be as good as. */
export const CONTESTANTS = ['blend', 'als', 'item-knn', 'ease'] as const;

export type Contestant = (typeof CONTESTANTS)[number];

/** Of the split and of every training. */
export const LASTFM_SEED = 1;

/** A random fifth of each listener's artists held out. */
export async function lastfmSplit(run: RunContext = runContext()): Promise<Split> {
  const dataset: Dataset = await readFile({ source: LASTFM_SOURCE, dataset: {}, maxRejected: 0 }, run);
  return splitDataset(dataset, { kind: 'random', share: 0.2, seed: LASTFM_SEED });
}
