import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentHash } from '../../../src/graphql/documents/trusted-documents.js';
import { postedOperation } from '../../../src/graphql/http/posted-operation.js';
import { type Answer, postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

const servers: TestServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

const PAGE =
  'query Page($key: String!, $first: Int) { user(key: $key) { interactions(first: $first) { nodes { at } } } }';

async function start(options: Parameters<typeof startTestServer>[1]): Promise<TestServer> {
  const server = await startTestServer(shop, { rateLimit: { perSecond: 1e-6, burst: 1e6 }, ...options });
  servers.push(server);
  await server.publish();
  return server;
}

/** A server that has compiled the query, and one that compiles none: what they answer must not differ. */
let short: TestServer;
let long: TestServer;
beforeAll(async () => {
  short = await start({});
  long = await start({ jit: false });
  for (const { url } of [short, long]) {
    for (let time = 0; time < 3; time++) await postQuery(url, { query: PAGE, variables: { key: 'ann', first: 2 } });
  }
});

const told = ({ status, headers, body }: Answer): unknown => {
  // The seconds until all of the rate is there again go by while the other server answers.
  const { date, 'x-request-id': requestId, 'ratelimit-reset': seconds, ...rest } = headers;
  expect([typeof date, typeof requestId, typeof seconds]).toEqual(['string', 'string', 'string']);
  return { status, headers: rest, body };
};

describe('An operation that was compiled is answered as before', () => {
  it('by its hash alone, without going through Apollo again', async () => {
    const hits: boolean[] = [];
    const cacheLookedUp = (cache: string, isHit: boolean): void => {
      if (cache === 'compiled-operations') hits.push(isHit);
    };
    const { url } = await start({ observers: [{ cacheLookedUp }] });
    const persistedQuery = { version: 1, sha256Hash: documentHash(PAGE) };
    const variables = { key: 'ann', first: 2 };
    const full = { query: PAGE, variables, extensions: { persistedQuery } };
    const { status, body } = await postQuery(url, full); // graphql-js answered
    await postQuery(url, full);
    hits.splice(0);
    for (let time = 0; time < 2; time++) {
      const byHash = await postQuery(url, { variables, extensions: { persistedQuery } });
      expect(byHash).toMatchObject({ status, body });
    }
    expect(hits).toEqual([true, true]);
  });

  it('whatever its client accepts', async () => {
    const query = { query: PAGE, operationName: null, variables: { key: 'bob', first: 1 } };
    for (const accept of [
      undefined,
      '*/*',
      'application/json',
      'application/graphql-response+json',
      'application/graphql-response+json, application/json',
      'application/graphql-response+json,application/json;q=0.9',
      'text/html',
    ]) {
      const headers: Record<string, string> = accept === undefined ? {} : { accept };
      const expected = told(await postQuery(long.url, query, { headers }));
      expect(told(await postQuery(short.url, query, { headers }))).toEqual(expected);
    }
  });

  it.each([
    ['variables that do not fit', { query: PAGE, variables: { key: 7 } }],
    ['variables that are left out', { query: PAGE }],
    ['variables that are no object', { query: PAGE, variables: ['ann'] }],
    ['a name that it does not have', { query: PAGE, operationName: 'Other', variables: { key: 'ann' } }],
    ['a name that is no text', { query: PAGE, operationName: 7, variables: { key: 'ann' } }],
    ['extensions that are no object', { query: PAGE, extensions: 'x', variables: { key: 'ann' } }],
    ['a wrong hash', { query: PAGE, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
    ['a page too large', { query: PAGE, variables: { key: 'ann', first: 101 } }],
    [
      'a cursor of another',
      { query: PAGE.replace('first: $first', 'first: 1, after: "x"'), variables: { key: 'ann' } },
    ],
    ['a list too long', { query: PAGE, variables: { key: 'ann', more: Array.from({ length: 5000 }, () => 0) } }],
  ])('with %s, and charged once', async (_what, body) => {
    for (let time = 0; time < 3; time++) {
      const expected = told(await postQuery(long.url, body));
      expect(told(await postQuery(short.url, body))).toEqual(expected);
    }
  });

  it('until its client has nothing left', async () => {
    const answers: unknown[][] = [];
    for (const jit of [true, false]) {
      const { url } = await start({ jit, rateLimit: { perSecond: 1e-3, burst: 12 } });
      const statuses: unknown[] = [];
      for (let time = 0; time < 7; time++) {
        const { status, headers } = await postQuery(url, { query: PAGE, variables: { key: 'ann', first: 2 } });
        statuses.push([status, headers['ratelimit-remaining']]);
      }
      answers.push(statuses);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]!.at(-1)).toEqual([429, '0']);
  });
});

const none = (): undefined => undefined;

describe('A posted body', () => {
  it('asks for an operation by its text', () => {
    expect(postedOperation({ query: 'a', variables: { b: 1 }, operationName: 'C', extensions: {} }, none)).toEqual({
      source: 'a',
      name: 'C',
      variables: { b: 1 },
    });
    expect(postedOperation({ query: 'a', variables: null, operationName: null }, none)).toEqual({ source: 'a' });
  });

  it('asks for one by its hash alone, where that is known', () => {
    const textOf = (hash: string): string | undefined => (hash === 'h' ? 'a' : undefined);
    const byHash = (sha256Hash: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash } });
    expect(postedOperation({ extensions: byHash('h'), variables: { b: 1 } }, textOf)).toEqual({
      source: 'a',
      variables: { b: 1 },
    });
    for (const extensions of [byHash('other'), byHash('h', 2), byHash(7), { persistedQuery: 'h' }]) {
      expect(postedOperation({ extensions }, textOf)).toBeUndefined();
    }
    expect(postedOperation({ query: 'a', extensions: byHash('h') }, textOf)).toBeUndefined();
    expect(postedOperation({ query: '', extensions: byHash('h') }, textOf)).toBeUndefined();
    expect(postedOperation({ query: null, extensions: byHash('h') }, textOf)).toBeUndefined();
  });

  it.each([[null], [[]], ['x'], [{}], [{ query: { kind: 'Document' } }], [{ query: 'a', variables: 'b' }]])(
    'may be something else: %j',
    (body) => {
      expect(postedOperation(body, none)).toBeUndefined();
    },
  );
});
