import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { silentLogger } from '../../../src/core/log.js';
import { startServer, type RunningServer } from '../../../src/graphql/create-server.js';
import { SnapshotDirectory } from '../../../src/snapshot/snapshot-directory.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { event } from '../../contracts/interaction-store/sample.js';
import { describeOnNeo4j, NEO4J_START_MS, startNeo4jForTests, type RunningNeo4j } from '../../fixtures/neo4j-server.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { tinyContents } from '../../fixtures/tiny-snapshot.js';
import { ask, postQuery } from '../../graphql/http-client.js';
import { killServerOnce } from './killed-server.js';
import { openOn } from './open-on.js';

const KNOWN = [event('ann', 'tea'), event('ann', 'mug'), event('bob', 'mug'), event('bob', 'jam'), event('bob', 'pen')];
const RECOMMENDATIONS = '{ user(key: "ann") { recommendations(first: 1) { edges { source node { key } } } } }';
const RECORD = 'mutation { recordInteractions(input: [{ userKey: "ann", itemKey: "jam" }]) { created } }';

const makeDirectory = temporaryDirectories();

describeOnNeo4j('a server that is killed with -9 while it is loaded, exported and served from', () => {
  let neo4j: RunningNeo4j;
  let loading: InteractionStore;
  let serving: InteractionStore;
  beforeAll(async () => {
    neo4j = await startNeo4jForTests();
    loading = await openOn(neo4j, { retrySeconds: 120 });
    serving = await openOn(neo4j, { servesRequests: true });
  }, NEO4J_START_MS);
  afterAll(async () => {
    await loading.close();
    await serving.close();
    await neo4j.stop();
  }, NEO4J_START_MS);

  it(
    'loses nothing acknowledged; the load goes on, and so do answers, which say that they are degraded',
    async () => {
      await loading.upsertInteractions(KNOWN);
      const snapshots = new SnapshotDirectory(await makeDirectory());
      await snapshots.publish(tinyContents(KNOWN, { revisions: { ann: 1, bob: 1 } }));
      const server = await startServer({ store: serving, snapshots, port: 0, log: silentLogger });
      const query = async (text: string): Promise<unknown> =>
        JSON.parse((await postQuery(server.url, { query: text })).body) as unknown;

      const present = await query(RECOMMENDATIONS);
      expect(present).toMatchObject({ data: { user: { recommendations: { edges: [{ source: 'MODEL' }] } } } });
      await untilReady(server); // a server that was just started may be slow to answer

      await killServerOnce(neo4j, loading, 1, Random.fromSeed(5), async () => {
        expect(await query(RECOMMENDATIONS)).toMatchObject({ data: (present as { data: unknown }).data as object });
        expect(await readiness(server)).toMatchObject({ status: 200, state: 'degraded', store: 'unavailable' });
        expect(await query(RECORD)).toMatchObject({ errors: [{ extensions: { code: 'STORE_UNAVAILABLE' } }] });
      });

      await untilReady(server);
      expect(await query(RECORD)).toMatchObject({ data: { recordInteractions: { created: 1 } } });
      expect(await query(RECOMMENDATIONS)).toMatchObject({
        data: { user: { recommendations: { edges: [{ source: 'FOLD_IN' }] } } },
      });
      await server.close();
    },
    NEO4J_START_MS,
  );
});

async function untilReady(server: RunningServer): Promise<void> {
  while ((await readiness(server)).state !== 'ready');
}

async function readiness({ url }: RunningServer): Promise<{ status: number; state: string; store: string }> {
  const { status, body } = await ask(new URL('/readyz', url).href);
  const { status: state, store } = JSON.parse(body) as { status: string; store: string };
  return { status, state, store };
}
