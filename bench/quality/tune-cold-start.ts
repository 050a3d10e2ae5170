import { writeFile } from 'node:fs/promises';
import { runContext } from '../../src/core/run-context.js';
import type { AttributeWeights } from '../../src/dataset/attribute-edges.js';
import { mean } from '../../src/metrics/mean.js';
import { DESCRIBED, type DescribedDataSet } from './cold-start/data-sets.js';
import { FROZEN_COLD_START, frozenColdStart, type FrozenColdStart } from './cold-start/frozen.js';
import {
  blendRecalls,
  contentRecalls,
  holdOutItems,
  undescribed,
  type NewItemRecalls,
} from './cold-start/new-items.js';

/**
 * Chooses the attributes and weights that `npm run bench -- quality` judges once, by recall@20 of new
 * items among themselves, on another tenth of the items than the one that is judged then.
 *
 *   node --import ./scripts/typescript.mjs bench/quality/tune-cold-start.ts 'ml-latest-small by genres'
 */
const WEIGHTS = [0.03, 0.1, 0.3, 1];
const NEIGHBORS = [20, 100, 500];

interface Trial {
  readonly attributes: AttributeWeights;
  readonly neighbors: number;
  readonly catalog: number;
  readonly among: number;
  readonly known: number;
}

const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
const run = runContext({ signal: controller.signal });
const [name = ''] = process.argv.slice(2);
const dataSet = DESCRIBED[name];
if (dataSet === undefined) throw new Error(`Name one of ${Object.keys(DESCRIBED).join(', ')}.`);
const chosen = await choose(name, dataSet);
const frozen = { ...(await frozenColdStart()), [name]: chosen };
await writeFile(FROZEN_COLD_START, `${JSON.stringify(frozen, null, 2)}\n`);

async function choose(dataSet: string, { read, attributes: names }: DescribedDataSet): Promise<FrozenColdStart> {
  const blends: Trial[] = [];
  const contents: Trial[] = [];
  const tried = (attributes: AttributeWeights, neighbors: number, recalls: NewItemRecalls): Trial => {
    const trial = { attributes, neighbors, ...meansOf(recalls) };
    console.error(dataSet, JSON.stringify(trial));
    return trial;
  };
  const weighed = (weight: number): AttributeWeights => Object.fromEntries(names.map((name) => [name, weight]));
  const splitOf = async (weight: number) => holdOutItems(await read(run, weighed(weight)), 'validation');
  for (const weight of WEIGHTS) blends.push(tried(weighed(weight), 0, await blendRecalls(await splitOf(weight), run)));
  const split = await splitOf(1);
  tried({}, 0, await blendRecalls(undescribed(split), run)); // to see what attributes do to known items
  for (const neighbors of NEIGHBORS)
    contents.push(tried(weighed(1), neighbors, await contentRecalls(split, neighbors, run)));
  const [blend, content] = [best(blends), best(contents)];
  return {
    attributes: blend.attributes,
    content: { attributes: content.attributes, neighbors: content.neighbors },
    chosen: `recall@20 of new items among themselves, validation: ${blend.among.toFixed(4)} of ${blends.length} blends, ${content.among.toFixed(4)} of ${contents.length} content kNN`,
  };
}

function best(trials: readonly Trial[]): Trial {
  return trials.reduce((a, b) => (b.among > a.among ? b : a));
}

function meansOf({ catalog, among, known }: NewItemRecalls): Omit<Trial, 'attributes' | 'neighbors'> {
  return { catalog: mean(catalog), among: mean(among), known: mean(known) };
}
