import { Random } from '../../src/core/random.js';
import { runContext, type RunContext } from '../../src/core/run-context.js';
import { DatasetBuilder } from '../../src/dataset/dataset-builder.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { readSource } from '../../src/dataset/formats/read-source.js';
import { restrictEvents } from '../../src/dataset/restrict-events.js';
import { bootstrapIntervals } from '../../src/metrics/bootstrap.js';
import { mean } from '../../src/metrics/mean.js';
import { blendModel } from '../../src/models/blend/blend-model.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import type { Recommender, UserView } from '../../src/recommend/request.js';
import { snapshotOfContents } from '../../src/snapshot/snapshot-of-contents.js';
import type { BenchRun, Measurement, Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';

const SHARE = 'gowalla, new users after five interactions: recall@20 of fold-in to that of a full retraining';
const NEW_USERS = 1000;
const KNOWN = 5;
const K = 20;
const SEED = 1;

/**
 * New users, nobody of whom a model was trained with: what serving offers them once it is told of five interactions
 * each, beside what a model that was trained with these five offers. Judged by all else that they have, on the training
 * side of the split.
 */
export const foldInSection: Section = {
  name: 'fold-in',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: SHARE, limit: 0.9, unit: 'times', passes: 'atLeast' }],
  async measure({ signal, say }: BenchRun): Promise<Measurement> {
    const run = runContext({ signal });
    const whole = await readGowalla(run);
    const users = newUsers(whole);
    const parts = divide(whole, users);
    say('fold-in: training without the new users …');
    const without = await recommenderOf(restrictEvents(whole, parts.without), run);
    say('fold-in: training with five interactions of each …');
    const retrained = await recommenderOf(restrictEvents(whole, parts.withFive), run);
    const recalls = { foldIn: new Float64Array(users.length), retrained: new Float64Array(users.length) };
    for (const [place, user] of users.entries()) {
      const wanted = new Set(parts.wanted.get(user));
      const view = { key: whole.users.keyAt(user), revision: 0 };
      const current = parts.five.get(user)!.map((itemKey) => {
        return { userKey: view.key, itemKey, behavior: whole.behaviors[0]!, at: 0, weight: 1 };
      });
      recalls.foldIn[place] = recallOf(without, { ...view, current }, wanted);
      recalls.retrained[place] = recallOf(retrained, view, wanted);
    }
    const [folded, full] = [mean(recalls.foldIn), mean(recalls.retrained)];
    const difference = recalls.foldIn.map((recall, place) => recall - recalls.retrained[place]!);
    const { value: interval } = await bootstrapIntervals(
      { value: difference },
      { random: Random.stream(SEED, 'fold-in interval') },
    );
    const note = `${NEW_USERS} users, blend without a refit: ${folded.toFixed(4)} and ${full.toFixed(4)}, difference ${mean(difference).toFixed(4)} [${interval!.map((end) => end.toFixed(4)).join(', ')}]`;
    return { values: { [SHARE]: folded / full }, note };
  },
};

async function readGowalla(run: RunContext): Promise<Dataset> {
  const builder = new DatasetBuilder();
  for await (const { rows } of readSource({ format: 'lightgcn', path: GOWALLA_TRAIN }, run)) {
    for (const row of rows) if (row.kind === 'interaction') builder.add(row.record);
  }
  return builder.build()[0]!;
}

/** Drawn among those who have twice what is told of them and more. */
function newUsers({ interactions: { rows, indptr } }: Dataset): Int32Array {
  const eligible = Int32Array.from({ length: rows }, (_, user) => user).filter(
    (user) => indptr[user + 1]! - indptr[user]! > 2 * KNOWN,
  );
  return Random.stream(SEED, 'new users').shuffle<Int32Array, number>(eligible).slice(0, NEW_USERS);
}

interface Division {
  /** Flags of the events to train on. */
  readonly without: Uint8Array;
  readonly withFive: Uint8Array;
  /** Keys of items by user. */
  readonly five: ReadonlyMap<number, readonly string[]>;
  readonly wanted: ReadonlyMap<number, readonly string[]>;
}

function divide({ interactions: { indptr, indices }, events, items }: Dataset, users: Int32Array): Division {
  const random = Random.stream(SEED, 'five');
  const without = new Uint8Array(events.at.length).fill(1);
  const withFive = without.slice();
  const five = new Map<number, string[]>();
  const wanted = new Map<number, string[]>();
  for (const user of users) {
    const pairs = Array.from({ length: indptr[user + 1]! - indptr[user]! }, (_, place) => indptr[user]! + place);
    random.shuffle(pairs);
    for (const [place, pair] of pairs.entries()) {
      const [start, end] = [events.offsets[pair]!, events.offsets[pair + 1]!];
      without.fill(0, start, end);
      if (place >= KNOWN) withFive.fill(0, start, end);
    }
    const keys = pairs.map((pair) => items.keyAt(indices[pair]!));
    five.set(user, keys.slice(0, KNOWN));
    wanted.set(user, keys.slice(KNOWN));
  }
  return { without, withFive, five, wanted };
}

async function recommenderOf(dataset: Dataset, run: RunContext): Promise<Recommender> {
  const trained = await blendModel({ hyperparameters: { refit: false } }).train(dataset, { ...run, seed: SEED });
  const { components, hyperparameters, metrics } = trained;
  return createRecommender(
    snapshotOfContents({ dataset, exportedAt: 0, components, hyperparameters, seed: SEED, metrics }),
  );
}

function recallOf(recommender: Recommender, user: UserView, wanted: ReadonlySet<string>): number {
  const { entries } = recommender.recommend({ user, first: K });
  return entries.filter(({ key }) => wanted.has(key)).length / wanted.size;
}
