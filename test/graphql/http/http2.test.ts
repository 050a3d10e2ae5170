import { once } from 'node:events';
import { connect, type ClientHttp2Session, constants } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { TEST_KEYS } from './test-keys.js';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

async function post(session: ClientHttp2Session, query: string): Promise<Answer> {
  const stream = session.request({ ':method': 'POST', ':path': '/graphql', 'content-type': 'application/json' });
  stream.end(JSON.stringify({ query }));
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
  let body = '';
  for await (const chunk of stream.setEncoding('utf8')) body += chunk as string;
  return { status: Number(headers[':status']), headers, body };
}

let server: TestServer;
afterEach(() => server.close());

describe('HTTP/2 in the clear', () => {
  let session: ClientHttp2Session;
  beforeEach(async () => {
    server = await startTestServer(shop, {
      limits: { requestMilliseconds: 300, headersMilliseconds: 200, drainMilliseconds: 2000 },
    });
    session = connect(new URL(server.url).origin);
  });
  afterEach(() => session.destroy());

  it('answers many requests of one connection, on the port of HTTP/1', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(session, '{ __typename }')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
      new Set(['200 {"data":{"__typename":"Query"},"extensions":{"cost":{"rows":0,"limit":10000}}}\n']),
    );
    expect(answers[0]?.headers).toMatchObject({ 'x-request-id': expect.any(String), 'cache-control': 'no-store' });
    expect((await server.query('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('refuses foreign names and large bodies as over HTTP/1', async () => {
    const stream = session.request({ ':path': '/healthz', ':authority': 'evil.example' });
    const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
    expect(headers[':status']).toBe(403);
    await expect(post(session, `{ __typename } #${'x'.repeat(200_000)}`)).resolves.toMatchObject({ status: 413 });
  });

  it('cancels a request whose body does not arrive in time', async () => {
    const stream = session.request({ ':method': 'POST', ':path': '/graphql', 'content-type': 'application/json' });
    stream.on('error', () => undefined);
    stream.write('{');
    await once(stream, 'close');
    expect(stream.rstCode).toBe(constants.NGHTTP2_CANCEL);
  });

  it('finishes running requests before it stops', async () => {
    let release = (): void => undefined;
    server.observed.forget();
    server.observed.holdUntil(new Promise((resolve) => (release = resolve)));
    const running = post(session, '{ users { nodes { key } } }');
    while (server.observed.calls.length === 0) await delay(5);
    const closing = server.close();
    await delay(50);
    release();
    await expect(running).resolves.toMatchObject({ status: 200 });
    await closing;
  });

  it('answers what was sent before the client could read that the server stops', async () => {
    const stopping = await startTestServer(shop, { limits: { graceMilliseconds: 200 } });
    const client = connect(new URL(stopping.url).origin);
    await post(client, '{ __typename }');
    const closing = stopping.close();
    await expect(post(client, '{ model { version } }')).resolves.toMatchObject({ status: 200 });
    await closing;
    expect(client.closed).toBe(true);
  });

  it('closes a connection that says nothing, or only half of what tells it apart', async () => {
    const { hostname, port } = new URL(server.url);
    for (const begun of ['', 'PR']) {
      const socket = connectTcp(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.resume();
      socket.write(begun);
      await once(socket, 'close');
    }
  });
});

describe('TLS', () => {
  beforeEach(async () => {
    server = await startTestServer(shop, { tls: TEST_KEYS, host: 'localhost' });
  });

  it('speaks HTTP/2 with those who offer it', async () => {
    expect(server.url).toMatch(/^https:\/\/localhost:/);
    const session = connect(new URL(server.url).origin, { ca: TEST_KEYS.cert });
    await expect(post(session, '{ __typename }')).resolves.toMatchObject({ status: 200 });
    expect(session.alpnProtocol).toBe('h2');
    session.destroy();
  });

  it('speaks HTTP/1.1 with the others, and not in the clear', async () => {
    const options = { method: 'POST', ca: TEST_KEYS.cert, headers: { 'content-type': 'application/json' } };
    const status = await new Promise((resolve, reject) => {
      const request = httpsRequest(server.url, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.end('{"query":"{ __typename }"}');
    });
    expect(status).toBe(200);
    const clear = connect(new URL(server.url).origin.replace('https', 'http'));
    clear.on('error', () => undefined);
    const stream = clear.request({ ':path': '/healthz' });
    stream.on('error', () => undefined);
    const outcome = Promise.race([
      once(stream, 'response').then(() => 'answered'),
      once(stream, 'close').then(() => 'closed'),
    ]);
    await expect(outcome).resolves.toBe('closed');
    clear.destroy();
  });
});
