import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { event, everything } from '../../contracts/interaction-store/sample.js';
import { startBoltProxy, type BoltProxy } from '../../fixtures/bolt-proxy.js';
import { describeOnNeo4j, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker, withDriver } from '../../fixtures/neo4j-server.js';
import { openOn } from './open-on.js';

describeOnNeo4j('a commit whose acknowledgement was lost', () => {
  let proxy: BoltProxy;
  let store: InteractionStore;

  beforeAll(async () => {
    const server = await neo4jOfWorker();
    await emptyNeo4j(server);
    proxy = await startBoltProxy(server.port);
    store = await openOn(server, { port: proxy.port });
  }, NEO4J_START_MS);

  afterAll(async () => {
    await store.close();
    await proxy.close();
  });

  beforeEach(async () => {
    await withDriver(await neo4jOfWorker(), (driver) => driver.executeQuery('MATCH (n) DETACH DELETE n'));
    await store.upsertInteractions([event('ada', 'x'), event('bo', 'x')]);
  });

  /** Runs a write whose first commit nobody hears of; it must have committed twice. */
  async function withLostCommit<Result>(when: 'sent' | 'answered', write: () => Promise<Result>): Promise<Result> {
    const before = proxy.commits;
    proxy.cutNextCommit(when);
    const result = await write();
    expect(proxy.commits - before).toBe(2);
    return result;
  }

  const events = [event('ada', 'x', { weight: 7 }), event('ada', 'y', { at: 5 }), event('new', 'z')];
  const stored = [...events, event('bo', 'x')];

  for (const when of ['sent', 'answered'] as const) {
    it(`is repeated and changes nothing twice: an upsert, cut when the commit was ${when}`, async () => {
      await withLostCommit(when, () => store.upsertInteractions(events));
      const found = await everything(store);
      expect(found).toHaveLength(stored.length);
      expect(found).toEqual(expect.arrayContaining(stored));
      // One change each, however often it was sent.
      expect(await store.usersByKey(['ada', 'bo', 'new'])).toEqual([
        { key: 'ada', revision: 2 },
        { key: 'bo', revision: 1 },
        { key: 'new', revision: 1 },
      ]);
    });

    it(`is repeated and says that the user was there: an erasure, cut when the commit was ${when}`, async () => {
      expect(await withLostCommit(when, () => store.eraseUser('ada'))).toBe(true);
      expect(await store.usersByKey(['ada'])).toEqual([undefined]);
      expect(await everything(store)).toEqual([event('bo', 'x')]);
    });
  }

  it('is repeated and leaves one lease, held by whoever asked', async () => {
    const request = { name: 'refresh', token: 'mine', holder: 'a test', milliseconds: 60_000 };
    expect(await withLostCommit('answered', () => store.takeLease(request))).toMatchObject({ isTaken: true });
    expect(await store.takeLease({ ...request, token: 'other' })).toMatchObject({ isTaken: false, token: 'mine' });
  });

  it('is repeated and leaves the items as they were sent', async () => {
    const item = { key: 'x', title: 'X', attributes: { year: 2001 } };
    await withLostCommit('answered', () => store.upsertItems([item]));
    expect(await store.itemsByKey(['x'])).toEqual([item]);
    expect((await store.stats()).items).toBe(1);
  });
});
