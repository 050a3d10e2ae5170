import { Random } from '../../src/core/random.js';
import { outdatedVectors } from '../../src/pipeline/refresh/outdated-vectors.js';
import type { RefreshReport } from '../../src/pipeline/refresh/refresh-report.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';
import type { InteractionRecord, InteractionStore } from '../../src/store/interaction-store.js';
import type { BenchRun, Measurement, Section } from '../harness/bench.js';
import { killEdgewiseAfter } from '../harness/edgewise-process.js';
import { refreshOn, refreshWords } from './refresh.js';
import { withServer, withStoreOf, type BenchNeo4j } from './server.js';

const TRIALS = 10;
const USERS = 400;
/** Interactions that a user has at first; each refresh finds one more. */
const FIRST = 12;
const TASTES = 4;
const ITEMS_OF_TASTE = 75;
const TRAINING = [
  '--epochs',
  '20',
  '--dimensions',
  '32',
  '--write-back',
  '--max-recall-drop',
  '1',
  '--warm-share',
  '0',
];
const LOST = 'of 10 kill -9 of a refresh: those that lost anything';

/**
 * Each trial adds interactions, starts a refresh and kills it at a random moment of its usual length. Lost would be: an
 * interaction; the served snapshot or its being whole; a version that was said to be published; and, once a refresh
 * ran to its end, a vector of the served version.
 */
export const killedRefreshSection: Section = {
  name: 'killed-refresh',
  needs: [],
  bars: [{ name: LOST, limit: 0, unit: '', passes: 'within' }],
  async measure(run) {
    return withServer(run, (server) => withStoreOf(server, (store) => measureKills(server, store, run)));
  },
};

async function measureKills(server: BenchNeo4j, store: InteractionStore, run: BenchRun): Promise<Measurement> {
  const random = Random.stream(10, 'killed refresh');
  const path = run.workspace.path('killed-snapshots');
  const snapshots = new SnapshotDirectory(path);
  await store.upsertInteractions(interactionsOf(0, FIRST));
  await refreshOn(server, path, TRAINING, run);
  await store.upsertInteractions(interactionsOf(FIRST, FIRST + 1));
  const usual = await refreshOn(server, path, TRAINING, run);
  let served = usual.report.version!;
  const problems: string[] = [];
  const ends = { finished: 0, published: 0 };
  for (let trial = 0; trial < TRIALS; trial++) {
    run.signal.throwIfAborted();
    const known = FIRST + 1 + trial;
    run.say(`killed-refresh: ${trial + 1} of ${TRIALS} …`);
    await store.upsertInteractions(interactionsOf(known, known + 1));
    const after = random.float() * usual.seconds * 1000;
    const answer = await killEdgewiseAfter(refreshWords(server, path, TRAINING), after, run.signal);
    const said = (answer as RefreshReport | undefined)?.version;
    const { version } = (await snapshots.openCurrent()).manifest;
    await snapshots.verify(version);
    const { interactions } = await store.stats();
    if (interactions !== USERS * (known + 1)) problems.push(`trial ${trial}: ${interactions} interactions`);
    if (version < served || (said !== undefined && said !== version))
      problems.push(`trial ${trial}: serves ${version}`);
    if (said !== undefined) ends.finished++;
    else if (version !== served) ends.published++;
    served = version;
  }
  const last = await refreshOn(server, path, TRAINING, run);
  const missing = await vectorsMissing(store, await snapshots.openCurrent());
  if (missing > 0) problems.push(`after the last: ${missing} vectors are missing, or not those of what is served`);
  return {
    values: { [LOST]: problems.length },
    note:
      `a refresh after one more interaction of everyone takes ${usual.seconds.toFixed(1)} s; ${ends.finished} ended before the kill, ${ends.published} were ` +
      `killed after publishing; the next ran to its end: ${last.report.outcome}${problems.map((each) => `; ${each}`).join('')}`,
  };
}

/** Each user's interactions number `from` to `to` − 1: four tastes, in a user's own order. */
function interactionsOf(from: number, to: number): InteractionRecord[] {
  const places = Array.from({ length: to - from }, (_, offset) => from + offset);
  return Array.from({ length: USERS }, (_, user) =>
    places.map((place) => ({
      userKey: `user-${user}`,
      itemKey: `item-${user % TASTES}-${(user * 7 + place) % ITEMS_OF_TASTE}`,
      behavior: 'view',
      at: 1_700_000_000_000 + place,
      weight: 1,
    })),
  ).flat();
}

/** Of a snapshot's users and items, how many have no vector in the store, or another one. */
async function vectorsMissing({ embeddings }: InteractionStore, snapshot: Snapshot): Promise<number> {
  const { arrays } = snapshot.components.find(({ kind }) => kind === 'dot')!;
  const outdated = await Promise.all(
    (['users', 'items'] as const).map((side) =>
      outdatedVectors(embeddings!, side, snapshot, arrays[side]!.array as Float32Array),
    ),
  );
  return outdated.reduce((sum, { rows, strays }) => sum + rows.length + strays.length, 0);
}
