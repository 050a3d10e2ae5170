import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { outdatedVectors } from '../../../src/pipeline/refresh/outdated-vectors.js';
import { SnapshotDirectory } from '../../../src/snapshot/snapshot-directory.js';
import type { Snapshot } from '../../../src/snapshot/snapshot.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { event } from '../../contracts/interaction-store/sample.js';
import { answerOf, runEdgewise } from '../../e2e/edgewise-process.js';
import { temporaryDirectory } from '../../e2e/temporary-directory.js';
import { describeOnNeo4j, startNeo4jForTests, type RunningNeo4j } from '../../fixtures/neo4j-server.js';
import { openOn } from '../../store/neo4j/open-on.js';

const TRIALS = 10;
const USERS = 300;
const REFRESH = ['refresh', '--once', '--write-back', '--epochs', '2', '--dimensions', '16', '--max-recall-drop', '1'];

/** What is told last before each stage; the kill comes some milliseconds later. */
const STAGES = [
  ['publish', /Compared with the served snapshot|Too few new interactions/],
  ['write-back of users', /Published a snapshot/],
  ['write-back of items', /write back users/],
] as const;
const LONGEST_DELAY_MS = 60;

describeOnNeo4j(`a refresh that is killed with -9 ${TRIALS} times during publish and write-back`, () => {
  const directory = temporaryDirectory();
  const snapshots = new SnapshotDirectory(directory.inside('data/snapshots'));
  let server: RunningNeo4j;
  let store: InteractionStore;
  let words: readonly string[];
  beforeAll(async () => {
    server = await startNeo4jForTests();
    store = await openOn(server);
    writeFileSync(directory.inside('password'), server.password, { mode: 0o600 });
    const places = ['--store', server.url, '--neo4j-password-file', 'password', '--snapshots', 'data/snapshots'];
    words = [...REFRESH, ...places];
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
    directory.remove();
  });

  it('leaves a whole snapshot served, every interaction, and vectors that the next one finishes', async () => {
    const random = Random.fromSeed(11);
    const known = await goOn(store, 0, 10);
    await answerOf(words, { directory: directory.path });
    let served = (await snapshots.openCurrent()).manifest.version;
    let interactions = known;
    const killed: string[] = [];
    for (let trial = 0; trial < TRIALS; trial++) {
      const [stage, pattern] = STAGES[trial % STAGES.length]!;
      interactions += await goOn(store, 10 + trial, 11 + trial);
      const interruptAt = { pattern, signal: 'SIGKILL' as const, delayMs: random.below(LONGEST_DELAY_MS) };
      const { exitCode } = await runEdgewise([...words, '--json'], { directory: directory.path, interruptAt });
      if (exitCode === null) killed.push(stage);
      const { version } = await snapshots.verify();
      expect(version >= served).toBe(true);
      if (stage !== 'publish') expect(version > served).toBe(true);
      served = version;
      expect((await store.stats()).interactions).toBe(interactions);
    }
    expect(new Set(killed).size).toBeGreaterThan(1); // the quickest stages may end before they are killed
    await answerOf(words, { directory: directory.path });
    expect(await vectorsAmiss(store, await snapshots.openCurrent())).toBe(0);
  });
});

/** Everyone takes the next items of her taste, number `from` to `to` − 1; how many those are. */
async function goOn(store: InteractionStore, from: number, to: number): Promise<number> {
  const places = Array.from({ length: to - from }, (_, offset) => from + offset);
  const events = Array.from({ length: USERS }, (_, user) =>
    places.map((place) => event(`u${user}`, `i${user % 4} ${(user * 7 + place) % 60}`, { at: 1 + place })),
  ).flat();
  await store.upsertInteractions(events);
  return events.length;
}

/** Nodes without the vector of the snapshot that is served, or with one that it does not know. */
async function vectorsAmiss({ embeddings }: InteractionStore, snapshot: Snapshot): Promise<number> {
  const { arrays } = snapshot.components.find(({ kind }) => kind === 'dot')!;
  let amiss = 0;
  for (const side of ['users', 'items'] as const) {
    const table = arrays[side]!.array as Float32Array;
    const { rows, strays } = await outdatedVectors(embeddings!, side, snapshot, table);
    amiss += rows.length + strays.length;
  }
  return amiss;
}
