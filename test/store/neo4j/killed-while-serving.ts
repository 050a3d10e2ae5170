import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { expect } from '@jest/globals';
import { silentLogger, type Logger } from '../../../src/core/log.js';
import type { Random } from '../../../src/core/random.js';
import { startServer, type RunningServer } from '../../../src/graphql/create-server.js';
import { SnapshotDirectory } from '../../../src/snapshot/snapshot-directory.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { event } from '../../contracts/interaction-store/sample.js';
import type { RunningNeo4j } from '../../fixtures/neo4j-server.js';
import { tinyContents } from '../../fixtures/tiny-snapshot.js';
import { ask, postQuery } from '../../graphql/http-client.js';
import { killServerOnce, type KillOutcome } from './killed-server.js';

const KNOWN = [event('ann', 'tea'), event('ann', 'mug'), event('bob', 'mug'), event('bob', 'jam'), event('bob', 'pen')];
const RECOMMENDATIONS = '{ user(key: "ann") { recommendations(first: 1) { edges { source node { key } } } } }';
/** What the snapshot can answer, and beside it what only the store can. */
const BOTH = `{
  user(key: "ann") { recommendations(first: 1) { edges { source } } interactions(first: 1) { edges { node { at } } } }
}`;
const RECORD = `mutation ($itemKey: String!) {
  recordInteractions(input: [{ userKey: "ann", itemKey: $itemKey }]) { created }
}`;

const CLIENTS = 3;
/** Between questions, so that a server that starts beside them gets its share of the machine. */
const PAUSE_MS = 30;

interface KilledStores {
  readonly neo4j: RunningNeo4j;
  /** Waits for a server that is away. */
  readonly loading: InteractionStore;
  /** Does not. */
  readonly serving: InteractionStore;
}

/**
 * Serves a snapshot in `directory` while its Neo4j is killed so many times, each time under a load and an export
 * (killServerOnce). Clients ask for recommendations all the time and must always be answered; while the store is away
 * readiness says `degraded` and a recording fails with a code; once it is back the next recording is there and counts.
 */
export async function killWhileServing(
  { neo4j, loading, serving }: KilledStores,
  directory: string,
  kills: number,
  random: Random,
): Promise<KillOutcome[]> {
  await loading.upsertInteractions(KNOWN);
  const snapshots = new SnapshotDirectory(directory);
  await snapshots.publish(tinyContents(KNOWN, { revisions: { ann: 1, bob: 1 } }));
  const errors: string[] = [];
  const server = await startServer({ store: serving, snapshots, port: 0, log: keepingErrors(errors) });
  const trained = await query(server, RECOMMENDATIONS);
  expect(trained).toMatchObject({ data: { user: { recommendations: { edges: [{ source: 'MODEL' }] } } } });

  const outcomes: KillOutcome[] = [];
  for (let round = 1; round <= kills; round++) {
    await untilReady(server); // a server that was just started may be slow to answer
    const clients = Array.from({ length: CLIENTS }, () => askAllTheTime(server, errors));
    const itemKey = `of round ${round}`;
    const whileAway = async (): Promise<void> => {
      expect(await query(server, RECOMMENDATIONS)).toEqual(trained);
      expect(await readiness(server)).toMatchObject({ status: 200, state: 'degraded', store: 'unavailable' });
      expect(await query(server, RECORD, { itemKey })).toMatchObject({
        errors: [{ extensions: { code: 'STORE_UNAVAILABLE' } }],
      });
    };
    outcomes.push(await killServerOnce(neo4j, loading, round, random, whileAway));
    await untilReady(server);
    for (const client of clients) expect(await client.stop()).toBeGreaterThan(0);
    expect(await query(server, RECORD, { itemKey })).toMatchObject({ data: { recordInteractions: { created: 1 } } });
    expect(await query(server, RECOMMENDATIONS)).toMatchObject({
      data: { user: { recommendations: { edges: [{ source: 'FOLD_IN' }] } } },
    });
  }
  await server.close();
  return outcomes;
}

interface Asked {
  readonly data: { readonly user: unknown };
  readonly errors?: readonly { readonly path: readonly string[]; readonly extensions: { readonly code: string } }[];
}

/**
 * One question after another, for recommendations and for what only the store knows. `stop` tells how many were
 * answered: all of them, the second half perhaps by STORE_UNAVAILABLE.
 *
 * @param log what the server said of errors; printed when there should have been none
 */
function askAllTheTime(server: RunningServer, log: readonly string[]): { stop(): Promise<number> } {
  const stopping = new AbortController();
  const asking = (async () => {
    let answered = 0;
    for (; !stopping.signal.aborted; answered++) {
      const { data, errors = [] } = (await query(server, BOTH)) as Asked;
      const wrong = errors.filter(
        ({ path, extensions }) => path.join() !== 'user,interactions' || extensions.code !== 'STORE_UNAVAILABLE',
      );
      expect({ wrong, log: wrong.length === 0 ? [] : log }).toEqual({ wrong: [], log: [] });
      expect(data).toMatchObject({ user: { recommendations: { edges: [{}] } } });
      await delay(PAUSE_MS);
    }
    return answered;
  })();
  asking.catch(() => undefined); // looked at by stop
  return {
    stop() {
      stopping.abort();
      return asking;
    },
  };
}

function keepingErrors(errors: string[]): Logger {
  return {
    ...silentLogger,
    error: (fields, message) => void errors.push(`${message} ${inspect(fields, { depth: 5 })}`),
  };
}

async function query({ url }: RunningServer, text: string, variables: object = {}): Promise<unknown> {
  return JSON.parse((await postQuery(url, { query: text, variables })).body) as unknown;
}

async function untilReady(server: RunningServer): Promise<void> {
  while ((await readiness(server)).state !== 'ready') await delay(PAUSE_MS);
}

async function readiness({ url }: RunningServer): Promise<{ status: number; state: string; store: string }> {
  const { status, body } = await ask(new URL('/readyz', url).href);
  const { status: state, store } = JSON.parse(body) as { status: string; store: string };
  return { status, state, store };
}
