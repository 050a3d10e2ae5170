import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EdgewiseError } from '../../src/core/errors.js';
import { ask } from './http-client.js';
import { STORE_AWAY } from './observed-store.js';
import { shop } from './shop.js';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop);
  await server.publish();
});
afterAll(() => server.close());
beforeEach(() => server.observed.failWith(STORE_AWAY));

async function outcome(query: string): Promise<{ readonly data: unknown; readonly codes: unknown }> {
  const { data, errors = [] } = await server.query(query);
  return { data, codes: Object.fromEntries(errors.map(({ path, extensions }) => [path?.join('.'), extensions.code])) };
}

describe('While the store is away', () => {
  it('users and items that the snapshot knows, recommendations and neighbors by embedding go on', async () => {
    const query = `{
      user(key: "ann") { key revision recommendations(first: 1) { edges { source node { title } } } neighbors(first: 1) { nodes { key revision } } }
      item(key: "tea") { title attributes { name } popularity neighbors(first: 1) { nodes { title } } }
      node(id: "${Buffer.from('User:bob').toString('base64url')}") { id }
      model { version }
    }`;
    const away = await outcome(query);
    server.observed.failWith(undefined);
    await expect(outcome(query)).resolves.toEqual(away);
    expect(away.codes).toEqual({});
    expect(away.data).toMatchObject({ user: { revision: 1, recommendations: { edges: [{ source: 'MODEL' }] } } });
  });

  it('recommendations go on too when it answers too late', async () => {
    server.observed.failWith(new EdgewiseError('STORE_TIMEOUT', 'The store takes too long.'));
    const { data, codes } = await outcome(`{
      user(key: "ann") { revision recommendations(first: 1) { nodes { key } } }
      users { nodes { key } }
    }`);
    expect(codes).toEqual({ users: 'STORE_TIMEOUT' });
    expect(data).toMatchObject({ user: { revision: 1, recommendations: { nodes: [{ key: expect.any(String) }] } } });
  });

  it('what only the store can tell fails by itself', async () => {
    const { data, codes } = await outcome(`{
      user(key: "ann") { key attributes { name } interactions { nodes { at } } neighbors(kind: CO_INTERACTION) { nodes { key } } recommendations { nodes { key } } }
      stranger: user(key: "eve") { key }
      item(key: "tea") { title neighbors(kind: CO_INTERACTION) { nodes { key } } }
      unknown: item(key: "new thing") { key }
      users { nodes { key } }
      items { nodes { key } }
    }`);
    expect(codes).toEqual({
      'user.attributes': 'STORE_UNAVAILABLE',
      'user.interactions': 'STORE_UNAVAILABLE',
      'user.neighbors': 'STORE_UNAVAILABLE',
      stranger: 'STORE_UNAVAILABLE',
      'item.neighbors': 'STORE_UNAVAILABLE',
      unknown: 'STORE_UNAVAILABLE',
      users: 'STORE_UNAVAILABLE',
      items: 'STORE_UNAVAILABLE',
    });
    expect(data).toMatchObject({
      user: { key: 'ann', recommendations: { nodes: expect.any(Array) } },
      item: { title: 'Green tea' },
    });
  });

  it('nothing is recorded or erased, and both can be repeated', async () => {
    const mutation = `mutation {
      recordInteractions(input: [{ userKey: "dan", itemKey: "pen" }]) { created }
      eraseUser(key: "dan") { erased }
    }`;
    const away = await outcome(mutation);
    expect(away.codes).toEqual({ recordInteractions: 'STORE_UNAVAILABLE', eraseUser: 'STORE_UNAVAILABLE' });
    server.observed.failWith(undefined);
    await expect(outcome(mutation)).resolves.toEqual({
      codes: {},
      data: { recordInteractions: { created: 1 }, eraseUser: { erased: true } },
    });
  });

  it('the server stays ready and says so', async () => {
    const ready = await ask(new URL('/readyz', server.url).href);
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.body)).toEqual({ status: 'degraded', snapshot: expect.any(String), store: 'unavailable' });
  });
});
