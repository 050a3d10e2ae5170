import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Logger } from '../../src/core/log.js';
import { shop } from './shop.js';
import { startTestServer, type TestServer } from './test-server.js';

const logged: { fields: object; message: string }[] = [];
const log: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => logged.push({ fields, message }),
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, { log });
  await server.publish();
});
afterAll(() => server.close());
beforeEach(() => void logged.splice(0));

/** The codes of an answer by the path of the field that failed. */
async function codes(query: string, variables?: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { errors = [] } = await server.query(query, variables);
  return Object.fromEntries(errors.map(({ path = [], extensions }) => [path.join('.'), extensions.code]));
}

describe('A field that fails', () => {
  it('is null and leaves its neighbors alone', async () => {
    const { data, errors } = await server.query('{ user(key: "eve") { key } item(key: "tea") { title } }');
    expect(data).toEqual({ user: null, item: { title: 'Green tea' } });
    expect(errors).toEqual([
      {
        message: 'There is no user with the key "eve".',
        path: ['user'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'USER_NOT_FOUND' },
      },
    ]);
  });

  it.each([
    ['{ item(key: "") { key } }', { item: 'ITEM_NOT_FOUND' }],
    ['{ node(id: "VXNlcjo=") { id } }', { node: 'BAD_ID' }],
    ['{ nodes(ids: ["VXNlcjphbm4", "?", "SXRlbTp0ZWE"]) { id } }', { 'nodes.1': 'BAD_ID' }],
    ['{ users(first: 101) { nodes { key } } }', { users: 'BAD_PAGE_SIZE' }],
    ['{ users(first: -1) { nodes { key } } }', { users: 'BAD_PAGE_SIZE' }],
    ['{ items(after: "x") { nodes { key } } }', { items: 'BAD_CURSOR' }],
    ['{ user(key: "ann") { interactions(after: "") { nodes { at } } } }', { 'user.interactions': 'BAD_CURSOR' }],
    ['{ user(key: "ann") { neighbors(after: "x") { nodes { key } } } }', { 'user.neighbors': 'BAD_CURSOR' }],
    ['{ item(key: "tea") { neighbors(first: 1000) { nodes { key } } } }', { 'item.neighbors': 'BAD_PAGE_SIZE' }],
    [
      '{ user(key: "ann") { recommendations(after: "x") { nodes { key } } } }',
      { 'user.recommendations': 'BAD_CURSOR' },
    ],
  ])('says so by its code: %s', async (query, expected) => {
    await expect(codes(query)).resolves.toEqual(expected);
  });

  it('refuses the cursor of another connection', async () => {
    const answer = await server.query<{ items: { pageInfo: { endCursor: string } } }>(
      '{ items(first: 1) { pageInfo { endCursor } } }',
    );
    const after = answer.data?.items.pageInfo.endCursor;
    await expect(
      codes('query ($after: String) { users(after: $after) { nodes { key } } }', { after }),
    ).resolves.toEqual({
      users: 'BAD_CURSOR',
    });
  });

  it.each([
    ['an empty name', { attributes: [{ name: '', equals: 1 }] }],
    ['neither equals nor in', { attributes: [{ name: 'price' }] }],
    ['both equals and in', { attributes: [{ name: 'price', equals: 1, in: [1] }] }],
    ['an empty in', { attributes: [{ name: 'price', in: [] }] }],
    ['too many values', { attributes: [{ name: 'price', in: Array.from({ length: 101 }, (_, i) => i) }] }],
    ['too many conditions', { attributes: Array.from({ length: 21 }, () => ({ name: 'price', equals: 1 })) }],
    ['too many excluded items', { excludeItems: Array.from({ length: 1001 }, String) }],
    ['a negative popularity', { minPopularity: -1 }],
  ])('refuses a filter with %s', async (_what, filter) => {
    const query =
      'query ($filter: RecommendationFilter) { user(key: "ann") { recommendations(filter: $filter) { nodes { key } } } }';
    await expect(codes(query, { filter })).resolves.toEqual({ 'user.recommendations': 'BAD_FILTER' });
  });

  it('refuses more ids or behaviors than a list may hold', async () => {
    const many = Array.from({ length: 101 }, () => 'VXNlcjphbm4');
    await expect(codes('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: many })).resolves.toEqual({
      nodes: 'TOO_MANY_INPUTS',
    });
    const query = 'query ($b: [String!]) { user(key: "ann") { interactions(behaviors: $b) { nodes { at } } } }';
    await expect(codes(query, { b: many })).resolves.toEqual({ 'user.interactions': 'TOO_MANY_INPUTS' });
  });

  it.each([
    ['{ at: -1 }', 'a time before 1970'],
    ['{ at: 1.5 }', 'half a millisecond'],
    ['{ at: "2026-01-01" }', 'a date'],
  ])('refuses %s, %s, as bad input', async (fields) => {
    const entry = fields.replace('{', '{ userKey: "u", itemKey: "i", ');
    const { errors } = await server.query(`mutation { recordInteractions(input: [${entry}]) { created } }`);
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('An error that is nobody else’s business', () => {
  const secret = 'MATCH (u:User) failed at /srv/secret/store.ts';
  afterEach(() => server.observed.failWith(undefined));

  it('shows as INTERNAL with the id under which the log has it in full', async () => {
    const failure = new Error(secret);
    server.observed.failWith(failure);
    const headers = { 'x-request-id': 'call-1' };
    const answer = await server.query('query Who { users { nodes { key } } model { version } }', {}, { headers });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.errors).toEqual([
      {
        message: 'Something failed on the server.',
        path: ['users'],
        locations: [{ line: 1, column: 13 }],
        extensions: { code: 'INTERNAL', requestId: 'call-1' },
      },
    ]);
    expect(answer.data).toMatchObject({ users: null, model: { version: expect.any(String) } });
    expect(logged).toEqual([
      {
        message: 'A field failed.',
        fields: { requestId: 'call-1', operationName: 'Who', path: ['users'], err: failure },
      },
    ]);
  });

  it.each([
    ['{ users { nodes { key } } }'],
    ['{ user(key: "ann") { recommendations { nodes { key } } } }'],
    ['mutation { eraseUser(key: "x") { erased } }'],
  ])('never shows a stack, a path or a statement: %s', async (query) => {
    server.observed.failWith(new TypeError(secret, { cause: new Error(secret) }));
    const answer = await server.query(query);
    expect(answer.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(JSON.stringify(answer)).not.toMatch(/secret|MATCH|node_modules|\.ts|stack/);
  });
});

describe('Before the first snapshot', () => {
  it('recommendations and embeddings are missing, and everything that the store knows is there', async () => {
    const young = await startTestServer(shop);
    const query = `{
      model { version }
      user(key: "ann") {
        key revision interactions { nodes { item { key title } } }
        recommendations { nodes { key } }
        neighbors { nodes { key } }
        shared: neighbors(kind: CO_INTERACTION) { nodes { key } }
      }
      item(key: "tea") { title popularity neighbors { nodes { key } } }
    }`;
    const { data, errors } = await young.query(query);
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code]).sort()).toEqual([
      ['item.neighbors', 'SNAPSHOT_MISSING'],
      ['user.neighbors', 'SNAPSHOT_MISSING'],
      ['user.recommendations', 'SNAPSHOT_MISSING'],
    ]);
    expect(data).toMatchObject({
      model: null,
      user: {
        key: 'ann',
        revision: 1,
        interactions: { nodes: [{ item: { title: 'Blue mug' } }, {}, {}] },
        shared: { nodes: [{ key: 'bob' }, { key: 'cat' }] },
      },
      item: { title: 'Green tea', popularity: null, neighbors: null },
    });
    await young.close();
  });
});
