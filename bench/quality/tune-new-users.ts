import { writeFile } from 'node:fs/promises';
import { runContext } from '../../src/core/run-context.js';
import type { AttributeWeights } from '../../src/dataset/attribute-edges.js';
import { mean } from '../../src/metrics/mean.js';
import { DESCRIBED_USERS } from './cold-start/data-sets.js';
import { FROZEN_NEW_USERS, frozenNewUsers } from './cold-start/frozen.js';
import { foldInRecalls, holdOutUsers, TOLD, undescribedUsers, type NewUserRecalls } from './cold-start/new-users.js';

/**
 * Chooses the attribute and its weight that `npm run bench -- quality` judges once, by the mean of recall@20 over how many
 * items are told, on another tenth of the users than the one that is judged then.
 *
 *   node --import ./scripts/typescript.mjs bench/quality/tune-new-users.ts 'lastfm-hetrec by friends'
 */
const WEIGHTS = [0.1, 0.3, 1, 3];

const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
const run = runContext({ signal: controller.signal });
const [name = ''] = process.argv.slice(2);
const dataSet = DESCRIBED_USERS[name];
if (dataSet === undefined) throw new Error(`Name one of ${Object.keys(DESCRIBED_USERS).join(', ')}.`);

interface Trial {
  readonly attributes: AttributeWeights;
  readonly recall: number;
}

const trials: Trial[] = [];
let before = 0;
for (const attribute of dataSet.attributes) {
  for (const weight of WEIGHTS) {
    const attributes = { [attribute]: weight };
    const split = holdOutUsers(await dataSet.read(run, attributes), 'validation');
    trials.push({ attributes, recall: told(attributes, await foldInRecalls(split, run)) });
    before ||= told({}, await foldInRecalls(undescribedUsers(split), run)); // to see what attributes add
  }
}
const { attributes, recall } = trials.reduce((a, b) => (b.recall > a.recall ? b : a));
const frozen = {
  ...(await frozenNewUsers().catch(() => ({}))),
  [name]: {
    attributes,
    chosen: `mean recall@20 over ${TOLD.join(', ')} told, validation: ${recall.toFixed(4)} of ${trials.length} tried, ${before.toFixed(4)} without attributes`,
  },
};
await writeFile(FROZEN_NEW_USERS, `${JSON.stringify(frozen, null, 2)}\n`);

function told(attributes: AttributeWeights, recalls: NewUserRecalls): number {
  const means = TOLD.map((count) => mean(recalls[count]));
  console.error(name, JSON.stringify({ attributes, means }));
  return means.reduce((sum, value) => sum + value, 0) / means.length;
}
