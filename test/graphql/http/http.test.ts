import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { ask, type Ask, postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const MODERN = 'application/graphql-response+json';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, { limits: { bodyBytes: 1000 }, landing: true });
});
afterAll(() => server.close());

const at = (path: string, given?: Ask): ReturnType<typeof ask> => ask(new URL(path, server.url).href, given);
const errorOf = (body: string): unknown => (JSON.parse(body) as { errors: unknown[] }).errors[0];

describe('POST /graphql', () => {
  it('answers JSON that nobody may keep or take for something else', async () => {
    const answer = await postQuery(server.url, { query: '{ __typename }' });
    expect(answer).toMatchObject({
      status: 200,
      body: '{"data":{"__typename":"Query"},"extensions":{"cost":{"rows":0,"limit":10000}}}\n',
    });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('answers in the media type of GraphQL where the client accepts it', async () => {
    const answer = await postQuery(server.url, { query: '{ __typename }' }, { headers: { accept: MODERN } });
    expect(answer.headers['content-type']).toBe(`${MODERN}; charset=utf-8`);
    const refused = await postQuery(server.url, { query: '{ __typename }' }, { headers: { accept: 'image/png' } });
    expect(refused.status).toBe(406);
  });

  it.each([
    ['does not parse', '{', 'GRAPHQL_PARSE_FAILED'],
    ['does not validate', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['lacks its operation', 'query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
    ['lacks a variable', 'query ($k: String!) { user(key: $k) { key } }', 'BAD_USER_INPUT'],
  ])('answers a query that %s with 200, and with 400 in the media type of GraphQL', async (_what, query, code) => {
    const legacy = await postQuery(server.url, { query });
    expect(legacy.status).toBe(200);
    expect(errorOf(legacy.body)).toMatchObject({ extensions: { code } });
    const modern = await postQuery(server.url, { query }, { headers: { accept: MODERN } });
    expect(modern.status).toBe(400);
    expect(errorOf(modern.body)).toMatchObject({ extensions: { code } });
  });

  it.each([
    ['is no JSON', '{"query":'],
    ['is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['is empty', ''],
    ['is no object', '"{ __typename }"'],
    ['holds no query', '{"variables":{}}'],
    ['holds a batch', '[{"query":"{ __typename }"}]'],
    ['holds variables that are no object', '{"query":"{ __typename }","variables":"{}"}'],
    ['asks for a stored query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}'],
  ])('refuses a body that %s', async (_what, body) => {
    const { status, body: text } = await at('/graphql', { method: 'POST', headers: JSON_TYPE, body });
    expect([200, 400]).toContain(status);
    expect(errorOf(text)).toMatchObject({
      extensions: { code: expect.stringMatching(/^(BAD_REQUEST|PERSISTED_QUERY_NOT_FOUND)$/) },
    });
  });

  it.each([
    [{}],
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-type': 'application/json; charset=latin1' }],
    [{ 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('refuses the content type %j with 415', async (headers: Record<string, string>) => {
    const { status, body } = await at('/graphql', { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    expect(status).toBe(415);
    expect(errorOf(body)).toMatchObject({ extensions: { code: 'BAD_REQUEST' } });
  });

  it('refuses a body above the limit with 413, with and without a length, while it still arrives', async () => {
    const body = JSON.stringify({ query: `{ __typename } #${'x'.repeat(3000)}` });
    for (const headers of [JSON_TYPE, { ...JSON_TYPE, 'transfer-encoding': 'chunked' }]) {
      const answer = await at('/graphql', { method: 'POST', headers, body });
      expect(answer.status).toBe(413);
      expect(errorOf(answer.body)).toMatchObject({ extensions: { code: 'QUERY_TOO_LARGE' } });
    }
    await expect(statusOfEndlessBody()).resolves.toContain('413');
  });
});

describe('Other methods on /graphql', () => {
  it('are told what is allowed', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await at('/graphql?query={__typename}', { method });
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST, OPTIONS' } });
    }
    expect(await at('/graphql', { method: 'OPTIONS' })).toMatchObject({
      status: 204,
      headers: { allow: 'POST, OPTIONS' },
    });
  });

  it('find no other origin allowed', async () => {
    const headers = { origin: 'https://example.org', 'access-control-request-method': 'POST' };
    const answer = await at('/graphql', { method: 'OPTIONS', headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('GET on /graphql, where it is allowed', () => {
  let open: TestServer;
  beforeAll(async () => {
    open = await startTestServer(shop, { allowGet: true, corsOrigins: ['https://shop.example'] });
  });
  afterAll(() => open.close());

  const get = (query: string, headers: Record<string, string> = {}): ReturnType<typeof ask> =>
    ask(`${open.url}?query=${encodeURIComponent(query)}`, { headers });

  it('answers queries of programs and of pages of the same origin', async () => {
    for (const headers of [{}, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }]) {
      expect(await get('{ __typename }', headers)).toMatchObject({
        status: 200,
        body: '{"data":{"__typename":"Query"},"extensions":{"cost":{"rows":0,"limit":10000}}}\n',
      });
    }
  });

  it('refuses requests that another page caused, and mutations', async () => {
    expect(await get('{ __typename }', { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 400 });
    expect(await get('mutation { eraseUser(key: "ann") { erased } }')).toMatchObject({ status: 405 });
    expect((await open.query<{ user: unknown }>('{ user(key: "ann") { key } }')).data).toEqual({
      user: { key: 'ann' },
    });
  });

  it('lets pages of the listed origins read answers, and no others', async () => {
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
    const preflight = await ask(open.url, { method: 'OPTIONS', headers });
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-headers': 'authorization, content-type, x-api-key, x-request-id',
      vary: 'Origin',
    });
    const other = await ask(open.url, {
      method: 'OPTIONS',
      headers: { ...headers, origin: 'https://shop.example.evil' },
    });
    expect(other.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('Other paths', () => {
  it('show how to ask at /, and nothing elsewhere', async () => {
    const { body } = await at('/');
    expect(body).toContain(`curl ${server.url}`);
    const shown = JSON.parse(/-d '(.*)'/.exec(body)?.[1] ?? '') as { query: string };
    expect((await server.query(shown.query)).errors?.map(({ extensions }) => extensions.code)).toEqual([
      'SNAPSHOT_MISSING',
    ]);
    expect(await at('/', { method: 'POST' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    for (const path of ['/graphql/', '/index.html', '/healthz/x']) expect((await at(path)).status).toBe(404);
  });

  it('say that the process is up, without a body for HEAD', async () => {
    expect(await at('/healthz')).toMatchObject({ status: 200, body: '{"status":"up"}\n' });
    expect(await at('/healthz', { method: 'HEAD' })).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-length': '16' },
    });
    expect((await at('/healthz', { method: 'POST' })).status).toBe(405);
  });
});

describe('Request ids', () => {
  it('are taken over where they are sane and made where they are not', async () => {
    const idOf = async (given: string): Promise<unknown> =>
      (await at('/healthz', { headers: { 'x-request-id': given } })).headers['x-request-id'];
    await expect(idOf('trace-7.a:b_c')).resolves.toBe('trace-7.a:b_c');
    await expect(idOf('a b')).resolves.toMatch(/^[0-9a-f-]{36}$/);
    await expect(idOf('x'.repeat(129))).resolves.toMatch(/^[0-9a-f-]{36}$/);
  });
});

/** Sends a chunked body that never ends until an answer comes; resolves with the status line. */
function statusOfEndlessBody(): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
      );
      const timer = setInterval(() => socket.write(`400\r\n${'x'.repeat(0x400)}\r\n`), 1);
      socket.on('close', () => clearInterval(timer));
    });
    socket.on('data', (bytes) => {
      resolve(bytes.toString('latin1').split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
