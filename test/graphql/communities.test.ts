import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tinyContents } from '../fixtures/tiny-snapshot.js';
import { shop } from './shop.js';
import { NOW, startTestServer, type TestServer } from './test-server.js';

/** As the shop's keys are ordered: ann bob cat dan, jam kite mug pen tea. */
const COMMUNITIES = {
  kind: 'communities',
  name: 'communities',
  parameters: { count: 2, modularity: 0.2 },
  arrays: {
    users: { array: Int32Array.of(0, 0, 0, 1), shape: [4] },
    items: { array: Int32Array.of(0, 1, 0, -1, 0), shape: [5] },
  },
};

const QUERY = `{
  ann: user(key: "ann") { community }
  dan: user(key: "dan") { community neighbors(first: 1) { nodes { community } } }
  kite: item(key: "kite") { community }
  pen: item(key: "pen") { community }
}`;

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer(shop);
});
afterEach(() => server.close());

describe('community', () => {
  it('is that of the snapshot, for users and items, null for what nobody has', async () => {
    const contents = tinyContents(shop.interactions, { items: shop.items ?? [], exportedAt: NOW });
    await server.snapshots.publish({ ...contents, components: [...contents.components, COMMUNITIES] });
    await server.settle();
    const { data, errors } = await server.query(QUERY);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      ann: { community: 0 },
      dan: { community: 1, neighbors: { nodes: [{ community: 0 }] } },
      kite: { community: 1 },
      pen: { community: null },
    });
  });

  it('is null before there is a snapshot, and where it has none', async () => {
    const nothing = { ann: { community: null }, kite: { community: null } };
    const query = '{ ann: user(key: "ann") { community } kite: item(key: "kite") { community } }';
    expect(await server.query(query)).toEqual({ data: nothing });
    await server.publish();
    expect(await server.query(query)).toEqual({ data: nothing });
  });

  it('stays with the others when a user is erased', async () => {
    const contents = tinyContents(shop.interactions, { items: shop.items ?? [], exportedAt: NOW });
    await server.snapshots.publish({ ...contents, components: [...contents.components, COMMUNITIES] });
    await server.settle();
    await server.query('mutation { eraseUser(key: "bob") { userErrors { code } } }');
    await server.settle();
    const { components } = await server.snapshots.openCurrent();
    const { arrays } = components.find(({ kind }) => kind === 'communities')!;
    expect(Array.from(arrays.users!.array)).toEqual([0, 0, 1]);
    expect(Array.from(arrays.items!.array)).toEqual([0, 1, 0, -1, 0]);
    const { data } = await server.query('{ dan: user(key: "dan") { community } bob: user(key: "bob") { community } }');
    expect(data).toEqual({ dan: { community: 1 }, bob: null });
  });
});
