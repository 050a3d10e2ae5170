import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isEdgewiseError } from '../../../src/core/errors.js';
import { Random } from '../../../src/core/random.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { event, everything } from '../../contracts/interaction-store/sample.js';
import { startBoltProxy, type AnswerCut, type BoltProxy } from '../../fixtures/bolt-proxy.js';
import { describeOnNeo4j, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker } from '../../fixtures/neo4j-server.js';
import { openOn } from './open-on.js';

/** The answer to the first words of a connection: four bytes, how many versions, each, and what else it can. */
const HANDSHAKE_BYTES = 14;
/** What a few reads and writes are answered with, and the greetings of their connections. */
const ANSWERED_BYTES = 4000;
const CUTS = 30;

describeOnNeo4j('connections that end in the middle of an answer', () => {
  let proxy: BoltProxy;
  beforeAll(async () => {
    const server = await neo4jOfWorker();
    await emptyNeo4j(server);
    proxy = await startBoltProxy(server.port);
    const store = await openOn(server);
    await store.upsertInteractions(Array.from({ length: 200 }, (_, n) => event(`u${n % 20}`, `i${n}`)));
    await store.close();
  }, NEO4J_START_MS);
  afterAll(() => proxy.close());

  const calls = {
    users: (store) => store.usersByKey(['u1', 'nobody']),
    interactions: (store) => store.interactionsOf(['u1', 'u2'], { first: 50 }),
    neighbors: (store) => store.coUsers(['u1'], { first: 5 }),
    upsert: (store) => store.upsertInteractions([event('u1', 'i1', { at: 1 })]),
    erasure: (store) => store.eraseUser('nobody'),
    lease: (store) => store.takeLease({ name: 'cut', token: 'mine', holder: 'a test', milliseconds: 1 }),
    exported: (store) => everything(store),
  } satisfies Record<string, (store: InteractionStore) => Promise<unknown>>;

  /** All calls at once, so that most need a new connection; those that failed with another code than may be. */
  async function failuresOf(store: InteractionStore): Promise<unknown[]> {
    const settled = await Promise.allSettled(Object.values(calls).map((call) => call(store)));
    const reasons = settled.flatMap((call) => (call.status === 'rejected' ? [call.reason as unknown] : []));
    return reasons.filter((reason) => !isEdgewiseError(reason, 'STORE_UNAVAILABLE'));
  }

  it.each(['bolt', 'neo4j'])(
    'every call is answered or says that the store is away, by %s',
    async (scheme) => {
      const server = await neo4jOfWorker();
      const random = Random.stream(145, scheme);
      for (let round = 0; round < CUTS; round++) {
        proxy.cutAfter(undefined);
        const store = await openOn(server, { scheme, port: proxy.port, servesRequests: true, retrySeconds: 0 });
        const cut: AnswerCut = {
          // Every byte of a handshake, then any.
          bytes: round < HANDSHAKE_BYTES ? round : random.below(ANSWERED_BYTES),
          by: round % 2 === 0 ? 'reset' : 'goodbye',
        };
        proxy.cutAfter(cut);
        const failures = await failuresOf(store);
        await store.close();
        expect({ cut, failures }).toEqual({ cut, failures: [] });
      }
      proxy.cutAfter(undefined);
    },
    NEO4J_START_MS,
  );

  it(
    'a handshake that comes in pieces is begun again, by whoever serves too',
    async () => {
      const server = await neo4jOfWorker();
      for (let bytes = 1; bytes < HANDSHAKE_BYTES; bytes++) {
        proxy.breakNextHandshake(bytes);
        const store = await openOn(server, { port: proxy.port, servesRequests: bytes % 2 === 0 });
        expect(await store.usersByKey(['u1'])).toHaveLength(1);
        await store.close();
      }
    },
    NEO4J_START_MS,
  );
});
