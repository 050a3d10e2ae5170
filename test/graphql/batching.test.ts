import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TinyInteraction } from '../fixtures/tiny-snapshot.js';
import { startTestServer, type TestServer } from './test-server.js';

/** Sixty users who each share items with their neighbors in the ring. */
const interactions: TinyInteraction[] = Array.from({ length: 60 }, (_, user) =>
  [0, 1, 2, 5].map((step) => ({
    userKey: `u${user}`,
    itemKey: `i${(user + step) % 60}`,
    behavior: 'view',
    at: 1 + step,
  })),
).flat();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ interactions });
  await server.publish();
  // Users with newer interactions are folded in, which needs what they did; i60, late and later are unknown to the snapshot.
  await server.observed.store.upsertInteractions(
    ['u10', 'u11', 'u12', 'late', 'later'].map((userKey) => ({
      userKey,
      itemKey: 'i60',
      behavior: 'view',
      at: 9,
      weight: 1,
    })),
  );
});
afterAll(() => server.close());
beforeEach(() => server.observed.forget());

const PAGE = `query ($first: Int!) {
  users(first: $first) {
    nodes {
      key
      revision
      interactions(first: 10) { nodes { behavior item { title popularity } } }
      recommendations(first: 10) { edges { source node { title attributes { name } } } }
      near: neighbors(first: 10) { nodes { key revision } }
      shared: neighbors(first: 10, kind: CO_INTERACTION) { nodes { key revision } }
    }
  }
}`;

describe('A page of users with interactions, recommendations and neighbors of both kinds', () => {
  it.each([1, 5, 20])('costs the same reads for %d users', async (first) => {
    const { data, errors } = await server.query<{ users: { nodes: unknown[] } }>(PAGE, { first });
    expect(errors).toBeUndefined();
    expect(data?.users.nodes).toHaveLength(first);
    const counts = Object.fromEntries([...new Set(server.observed.calls)].sort().map((name) => [name, count(name)]));
    expect(counts).toMatchObject({ listUsers: 1, coUsers: 1 });
    expect(server.observed.calls.length).toBeLessThanOrEqual(7);
  });

  it('costs exactly one read of each kind, and one more of users for every level that shows new ones', async () => {
    await server.query(PAGE, { first: 20 });
    expect([...server.observed.calls].sort()).toEqual([
      'coUsers',
      'interactionsOf', // the page of interactions
      'interactionsOf', // all interactions of users who changed since the snapshot
      'itemsByKey', // i60
      'listUsers',
      'usersByKey', // neighbors by shared items
      'usersByKey', // neighbors by embedding
    ]);
  });
});

describe('A recommendation query', () => {
  it('reads the user once, for herself and her view, and nothing for the items', async () => {
    await server.query(
      '{ user(key: "u1") { recommendations { nodes { key title popularity attributes { name } } } } }',
    );
    expect(server.observed.calls).toEqual(['usersByKey']);
  });
});

describe('What describes users', () => {
  it('costs a page of them nothing more, and users by key the one read for all', async () => {
    await server.query('{ users(first: 20) { nodes { key attributes { name } } } }');
    expect(server.observed.calls).toEqual(['listUsers']);
    server.observed.forget();
    const user = (key: string) =>
      `${key}: user(key: "${key}") { revision attributes { name } attribute(name: "a") recommendations { nodes { key } } }`;
    await server.query(`{ ${['u1', 'u2', 'u3'].map(user).join(' ')} }`);
    expect(server.observed.calls).toEqual(['usersByKey']);
  });
});

describe('Nodes by id', () => {
  it('cost one read for all users whom the snapshot does not know and one for all items', async () => {
    const ids = ['User:u1', 'Item:i1', 'User:late', 'Item:i2', 'Item:i60', 'User:later'].map((id) =>
      Buffer.from(id).toString('base64url'),
    );
    const { data } = await server.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Item { title } } }', {
      ids,
    });
    expect(data).toEqual({ nodes: ids.map((id) => expect.objectContaining({ id })) });
    expect([...server.observed.calls].sort()).toEqual(['itemsByKey', 'usersByKey']);
  });
});

describe('Neighbors by shared items', () => {
  const query = 'query ($key: String!) { user(key: $key) { neighbors(kind: CO_INTERACTION) { nodes { key } } } }';

  it.each([
    ['u1', ['coUsers']],
    ['late', ['usersByKey', 'coUsers']],
  ])('of %s, whom the snapshot knows or not, cost the reads %j', async (key, reads) => {
    const { errors } = await server.query(query, { key });
    expect(errors).toBeUndefined();
    expect(server.observed.calls).toEqual(reads);
  });

  it('of nobody are an error', async () => {
    const { data, errors } = await server.query(query, { key: 'nobody' });
    expect(data).toEqual({ user: null });
    expect(errors).toMatchObject([{ extensions: { code: 'USER_NOT_FOUND' } }]);
  });
});

function count(name: string): number {
  return server.observed.calls.filter((call) => call === name).length;
}
