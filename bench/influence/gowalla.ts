import { Random } from '../../src/core/random.js';
import type { Influence } from '../../src/influence/influence.js';
import { createInfluence } from '../../src/influence/create-influence.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import type { Recommender } from '../../src/recommend/request.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';
import type { BenchRun } from '../harness/bench.js';
import { EPOCHS, gowallaSnapshot, type MeasuredModel } from './gowalla-snapshot.js';

/** What every section of the benchmark asks; made once a run. */
export interface Gowalla {
  readonly snapshot: Snapshot;
  readonly recommender: Recommender;
  readonly influence: Influence;
  /** Of making `influence`: layers and all. */
  readonly seconds: number;
}

/** What the figures were measured on, for their notes. */
export const MEASURED_ON = `gowalla, a model of ${EPOCHS} epochs without validation, 3 layers, 64 dimensions`;

/** `gcn` alone where no model is named. */
export function gowalla(run: BenchRun, model: MeasuredModel = 'gcn'): Promise<Gowalla> {
  const made = makings[model].get(run) ?? makeGowalla(run, model);
  makings[model].set(run, made);
  return made;
}

/** Randomness of one section, so that each can be measured alone. */
export function sectionRandom(section: string): Random {
  return Random.stream(6, section);
}

type Makings = WeakMap<BenchRun, Promise<Gowalla>>;

const makings: Readonly<Record<MeasuredModel, Makings>> = { gcn: new WeakMap(), blend: new WeakMap() };

async function makeGowalla(run: BenchRun, model: MeasuredModel): Promise<Gowalla> {
  run.say(`training ${model} on gowalla …`);
  const snapshot = await gowallaSnapshot(run.workspace.path(`gowalla-${model}`), model, run.signal);
  const recommender = await createRecommender(snapshot);
  const started = performance.now();
  const influence = await createInfluence(snapshot);
  return { snapshot, recommender, influence, seconds: (performance.now() - started) / 1000 };
}
