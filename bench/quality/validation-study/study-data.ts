import { runContext, type RunContext } from '../../../src/core/run-context.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import type { Source } from '../../../src/dataset/formats/read-source.js';
import { splitDataset, type Split } from '../../../src/dataset/splits.js';
import { readFile } from '../../../src/pipeline/read-file.js';
import { readSplit } from '../../../src/pipeline/read-split.js';

/** A split whose test side came later than its training side. */
export interface LaterTest {
  readonly name: string;
  /** Of the test: the last fifth of each user, or all that happened after one moment. */
  readonly test: string;
  readonly split: Split;
}

/** Of users' pairs, for tests and validation alike. */
export const SHARE = 0.2;

const DATA = '../shared/data';
const CHECK_INS = `${DATA}/gowalla-nyc-checkins/gowalla_events.csv`;

/** With times: a test is made of both kinds. */
const TIMED: Readonly<Record<string, Source>> = {
  'ml-latest-small': {
    format: 'csv',
    path: `${DATA}/ml-latest-small/ratings.csv`,
    map: 'user=userId,item=movieId,at=timestamp',
  },
  deskdrop: {
    format: 'csv',
    path: `${DATA}/deskdrop/interactions_slim.csv`,
    map: 'user=personId,item=contentId,at=timestamp',
  },
  'gowalla-nyc': { format: 'csv', path: CHECK_INS, map: 'user=#1,item=#5,at=#2', delimiter: '\t', quoted: false },
};

const BEAUTY: Source = { format: 'lightgcn', path: `${DATA}/amazon-beauty/Beauty.txt` };
const yelp = (file: string): Source => ({ format: 'lightgcn', path: `${DATA}/yelp2018/${file}.txt` });

/** Every data set at hand whose order is known. Each is read when it is asked for. Errors: those of readFile. */
export async function* laterTests(run: RunContext = runContext()): AsyncGenerator<LaterTest> {
  for (const [name, source] of Object.entries(TIMED)) {
    const dataset = await read(source, run);
    yield { name, test: 'last fifth', split: splitDataset(dataset, { kind: 'last-share', share: SHARE }) };
    yield { name, test: 'after a moment', split: splitDataset(dataset, { kind: 'temporal', share: SHARE }) };
  }
  // Its published test is each user's last item, which stays unread.
  const { train } = splitDataset(await read(BEAUTY, run), { kind: 'leave-last-out' });
  yield {
    name: 'amazon-beauty',
    test: 'last fifth',
    split: splitDataset(train, { kind: 'last-share', share: SHARE }),
  };
  const files = { train: yelp('train'), test: yelp('test'), dataset: {}, maxRejected: 0 };
  yield { name: 'yelp2018', test: 'published', split: await readSplit(files, run) };
}

function read(source: Source, run: RunContext): Promise<Dataset> {
  return readFile({ source, dataset: {}, maxRejected: 0 }, run);
}
