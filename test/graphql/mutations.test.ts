import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shop } from './shop.js';
import { NOW, startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer(shop);
  await server.publish();
});
afterEach(() => server.close());

const RECORD = `mutation ($input: [InteractionInput!]!) {
  recordInteractions(input: $input) {
    created updated unchanged users { key revision } userErrors { code message field }
  }
}`;

interface Recorded {
  readonly recordInteractions: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly users: readonly { readonly key: string; readonly revision: number }[];
    readonly userErrors: readonly {
      readonly code: string;
      readonly message: string;
      readonly field: readonly string[];
    }[];
  };
}

async function record(input: readonly object[]): Promise<Recorded['recordInteractions'] | undefined> {
  return (await server.query<Recorded>(RECORD, { input })).data?.recordInteractions;
}

interface Recommended {
  readonly user: {
    readonly revision: number;
    readonly interactions: { readonly nodes: readonly object[] };
    readonly recommendations: {
      readonly edges: readonly { readonly source: string; readonly node: { readonly key: string } }[];
    };
  } | null;
}

async function recommended(key: string): Promise<Recommended['user'] | undefined> {
  const query = `query ($key: String!) { user(key: $key) {
    revision interactions(first: 1) { nodes { at behavior weight item { key } } } recommendations { edges { source node { key } } }
  } }`;
  return (await server.query<Recommended>(query, { key })).data?.user;
}

describe('recordInteractions', () => {
  it('is served by the next query: the user is folded in and the item left out', async () => {
    const before = await recommended('ann');
    expect(before?.recommendations.edges).toContainEqual({ source: 'MODEL', node: { key: 'jam' } });
    await expect(
      record([{ userKey: 'ann', itemKey: 'jam', behavior: 'buy', at: NOW - 5, weight: 2 }]),
    ).resolves.toEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
      users: [{ key: 'ann', revision: 2 }],
      userErrors: [],
    });
    const after = await recommended('ann');
    expect(after?.interactions.nodes).toEqual([{ at: NOW - 5, behavior: 'buy', weight: 2, item: { key: 'jam' } }]);
    expect(after?.recommendations.edges.map(({ source }) => source)).toEqual(['FOLD_IN', 'FOLD_IN']);
    expect(after?.recommendations.edges.map(({ node }) => node.key).sort()).toEqual(['kite', 'pen']);
  });

  it('serves a user and an item that nobody knew, at the server’s time where none is given', async () => {
    await record([
      { userKey: 'eve', itemKey: 'tea' },
      { userKey: 'eve', itemKey: 'new thing' },
    ]);
    const eve = await recommended('eve');
    expect(eve?.interactions.nodes).toEqual([
      { at: NOW, behavior: 'interacted', weight: 1, item: { key: 'new thing' } },
    ]);
    expect(eve?.recommendations.edges.map(({ source }) => source)).toEqual([
      'FOLD_IN',
      'FOLD_IN',
      'FOLD_IN',
      'FOLD_IN',
    ]);
    await expect(
      server.query('{ item(key: "new thing") { key title attributes { name } popularity } }'),
    ).resolves.toEqual({
      data: { item: { key: 'new thing', title: null, attributes: [], popularity: null } },
    });
  });

  it('serves what is most popular to a user of whom only unknown items are known', async () => {
    await record([{ userKey: 'eve', itemKey: 'new thing' }]);
    const eve = await recommended('eve');
    expect(eve?.recommendations.edges.map(({ source, node }) => [source, node.key])).toEqual([
      ['POPULAR', 'mug'],
      ['POPULAR', 'jam'],
      ['POPULAR', 'tea'],
      ['POPULAR', 'kite'],
      ['POPULAR', 'pen'],
    ]);
  });

  it('changes nothing the second time', async () => {
    const input = [{ userKey: 'ann', itemKey: 'pen', at: 5 }];
    await record(input);
    await expect(record(input)).resolves.toMatchObject({
      created: 0,
      unchanged: 1,
      users: [{ key: 'ann', revision: 2 }],
    });
  });

  it('stores all or none, and says of each bad entry what is wrong with it', async () => {
    const good = { userKey: 'ann', itemKey: 'pen' };
    const answer = await record([
      good,
      { ...good, userKey: '' },
      { ...good, itemKey: 'x'.repeat(513) },
      { ...good, behavior: 'b'.repeat(65) },
      { ...good, at: NOW + 2 * 86_400_000 },
      { ...good, weight: 0 },
      { ...good, weight: -1 },
      { ...good, weight: 1e-60 },
      { ...good, weight: 1e60 },
      { ...good, userKey: 'half \ud800' },
    ]);
    expect(answer).toMatchObject({ created: 0, updated: 0, unchanged: 0, users: [] });
    expect(answer?.userErrors.map(({ code, field }) => [code, field.join('.')])).toEqual(
      ['1.userKey', '2.itemKey', '3.behavior', '4.at', '5.weight', '6.weight', '7.weight', '8.weight', '9.userKey'].map(
        (field) => ['INTERACTION_INVALID', `input.${field}`],
      ),
    );
    expect(answer?.userErrors[0]?.message).toBe('input[1].userKey must not be empty.');
    await expect(recommended('ann')).resolves.toMatchObject({ revision: 1 });
  });

  it('takes a thousand entries and refuses one more', async () => {
    const entries = Array.from({ length: 1001 }, (_, i) => ({ userKey: 'eve', itemKey: `i${i}` }));
    await expect(record(entries)).resolves.toMatchObject({
      created: 0,
      userErrors: [{ code: 'TOO_MANY_INPUTS', field: ['input'] }],
    });
    await expect(record(entries.slice(1))).resolves.toMatchObject({ created: 1000, userErrors: [] });
  });

  it('is seen by what follows it in the same request', async () => {
    const query = `mutation {
      first: recordInteractions(input: [{ userKey: "ann", itemKey: "jam" }]) { users { revision recommendations { nodes { key } } } }
      second: recordInteractions(input: [{ userKey: "ann", itemKey: "pen" }]) { users { revision recommendations { nodes { key } } } }
    }`;
    const { data } =
      await server.query<
        Record<'first' | 'second', { users: [{ revision: number; recommendations: { nodes: object[] } }] }>
      >(query);
    expect(data?.first.users[0].revision).toBe(2);
    expect(data?.first.users[0].recommendations.nodes).toHaveLength(2);
    expect(data?.second.users[0].revision).toBe(3);
    expect(data?.second.users[0].recommendations.nodes).toEqual([{ key: 'kite' }]);
  });
});

describe('eraseUser', () => {
  const ERASE = 'mutation ($key: String!) { eraseUser(key: $key) { erased userErrors { code field } } }';

  it('removes a user from every answer of the next query', async () => {
    await expect(server.query(ERASE, { key: 'bob' })).resolves.toEqual({
      data: { eraseUser: { erased: true, userErrors: [] } },
    });
    const query = `{
      user(key: "bob") { key }
      node(id: "VXNlcjpib2I") { id }
      users { nodes { key neighbors { nodes { key } } shared: neighbors(kind: CO_INTERACTION) { nodes { key } } } }
    }`;
    const { data, errors } = await server.query<object>(query);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['USER_NOT_FOUND']);
    expect(JSON.stringify(data)).not.toContain('bob');
    expect(data).toMatchObject({
      user: null,
      node: null,
      users: { nodes: [{ key: 'ann' }, { key: 'cat' }, { key: 'dan' }] },
    });
  });

  it('says that there was nobody of that key', async () => {
    await expect(server.query(ERASE, { key: 'nobody' })).resolves.toEqual({
      data: { eraseUser: { erased: false, userErrors: [{ code: 'USER_NOT_FOUND', field: ['key'] }] } },
    });
  });

  it('lets a user come back as a new one', async () => {
    await server.query(ERASE, { key: 'bob' });
    await record([{ userKey: 'bob', itemKey: 'tea', at: NOW }]);
    const bob = await recommended('bob');
    expect(bob?.interactions.nodes).toHaveLength(1);
    expect(bob?.recommendations.edges.map(({ source }) => source)).toEqual([
      'FOLD_IN',
      'FOLD_IN',
      'FOLD_IN',
      'FOLD_IN',
    ]);
  });
});
