import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

let server: TestServer;
let closed: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, { limits: { cost: 500 } });
  closed = await startTestServer(shop, { introspection: false });
  await Promise.all([server.publish(), closed.publish()]);
});
afterAll(() => Promise.all([server.close(), closed.close()]));

async function codes(from: TestServer, query: string, variables?: Record<string, unknown>): Promise<unknown> {
  return (await from.query(query, variables)).errors?.map(({ extensions }) => extensions.code);
}

describe('A query beyond a limit', () => {
  it.each([
    ['tokens', `{ ${'model { version } '.repeat(260)} }`],
    [
      'depth',
      '{ user(key: "ann") { neighbors { nodes { neighbors { nodes { neighbors { nodes { neighbors { nodes { neighbors { nodes { neighbors { nodes { key } } } } } } } } } } } } } }',
    ],
    ['aliases', `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`],
    ['root fields', `{ ${'__typename '.repeat(21)} }`],
    ['directives', `{ model { ${'... @include(if: true) { version } '.repeat(51)} } }`],
    ['rows', '{ users(first: 10) { nodes { recommendations(first: 100) { nodes { key } } } } }'],
  ])('is QUERY_TOO_LARGE: %s', async (_limit, query) => {
    server.observed.forget();
    await expect(codes(server, query)).resolves.toEqual(['QUERY_TOO_LARGE']);
    expect(server.observed.calls).toEqual([]);
  });

  it('is found by its variables, too, although the document was seen before', async () => {
    const query = 'query ($first: Int) { users(first: $first) { nodes { neighbors(first: 1) { nodes { key } } } } }';
    await expect(codes(server, query, { first: 2 })).resolves.toBeUndefined();
    await expect(codes(server, query, { first: 100 })).resolves.toEqual(['QUERY_TOO_LARGE']);
    await expect(codes(server, query, { first: 2 })).resolves.toBeUndefined();
  });

  it('does not list every error of a hopeless query', async () => {
    const unknown = Array.from({ length: 100 }, (_, i) => `f${i}`).join(' ');
    const shown = (await server.query(`{ ${unknown} }`)).errors ?? [];
    expect(shown.length).toBeLessThanOrEqual(6);
  });
});

describe('Introspection', () => {
  it('shows the schema on a loopback address', async () => {
    const { data, errors } = await server.query<{ __schema: { types: unknown[] } }>(getIntrospectionQuery());
    expect(errors).toBeUndefined();
    expect(data?.__schema.types.length).toBeGreaterThan(30);
  });

  it('switched off, shows no more than that a named type is there, and suggests nothing', async () => {
    await expect(codes(closed, getIntrospectionQuery())).resolves.toContain('GRAPHQL_VALIDATION_FAILED');
    await expect(codes(closed, '{ __type(name: "User") { fields { name } } }')).resolves.toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    await expect(
      codes(closed, '{ t: __type(name: "User") { ...T } } fragment T on __Type { ofType { name } }'),
    ).resolves.toEqual(['GRAPHQL_VALIDATION_FAILED']);
    await expect(closed.query('{ __typename __type(name: "User") { name kind } }')).resolves.toEqual({
      data: { __typename: 'Query', __type: { name: 'User', kind: 'OBJECT' } },
    });
    const open = await server.query('{ user(key: "ann") { recomendations { nodes { key } } } }');
    expect(open.errors?.[0]?.message).toContain('Did you mean "recommendations"?');
    const shut = await closed.query('{ user(key: "ann") { recomendations { nodes { key } } } }');
    expect(shut.errors?.[0]?.message).toBe('The document does not fit the schema, which this server does not show.');
  });
});
