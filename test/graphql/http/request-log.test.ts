import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Logger } from '../../../src/core/log.js';
import { ask, postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

interface Line {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const lines: Line[] = [];
const write =
  (level: keyof Logger): Logger['info'] =>
  (fields, message) =>
    void lines.push({ level, message, fields: { ...fields } });
const log: Logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, { log });
  await server.publish();
});
afterAll(() => server.close());
beforeEach(() => void lines.splice(0));

describe('The log line of a request', () => {
  it('tells which operation ran how long, and which errors it had', async () => {
    await server.query(
      'query Home { model { version } nobody: user(key: "nobody") { key } }',
      {},
      { headers: { 'x-request-id': 'r1' } },
    );
    expect(lines).toEqual([
      {
        level: 'info',
        message: 'Answered a request.',
        fields: {
          requestId: 'r1',
          method: 'POST',
          path: '/graphql',
          status: 200,
          milliseconds: expect.any(Number),
          operationName: 'Home',
          errorCodes: ['USER_NOT_FOUND'],
        },
      },
    ]);
  });

  it('holds neither query nor variables nor keys of users', async () => {
    await server.query('query ($key: String!) { user(key: $key) { key } }', { key: 'very private' });
    expect(JSON.stringify(lines)).not.toMatch(/very private|query \(/);
  });

  it('is written for refused requests, too, and for probes at debug level', async () => {
    await ask(server.url, { method: 'PUT' });
    await postQuery(server.url, { query: '{' });
    await ask(new URL('/healthz', server.url).href);
    expect(lines.map(({ level, fields }) => [level, fields['path'], fields['status'], fields['errorCodes']])).toEqual([
      ['info', '/graphql', 405, ['BAD_REQUEST']],
      ['info', '/graphql', 200, ['GRAPHQL_PARSE_FAILED']],
      ['debug', '/healthz', 200, undefined],
    ]);
  });

  it('is a warning when the request took longer than the server calls slow', async () => {
    const slow = await startTestServer(shop, { log, slowMilliseconds: 0.000_001 });
    await slow.query('query Slow { users(first: 1) { nodes { key } } }');
    await slow.close();
    expect(lines.at(-1)).toMatchObject({ level: 'warn', fields: { path: '/graphql', operationName: 'Slow' } });
  });

  it('says that the client went before the answer, which is no failure of ours', async () => {
    let release = (): void => undefined;
    server.observed.forget();
    server.observed.holdUntil(new Promise((resolve) => (release = resolve)));
    const request = httpRequest(server.url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    request.on('error', () => undefined);
    request.end(JSON.stringify({ query: '{ users { nodes { recommendations { nodes { key } } } } }' }));
    while (server.observed.calls.length === 0) await delay(5);
    request.destroy();
    await delay(50);
    release();
    while (lines.length === 0) await delay(5);
    expect(lines).toEqual([
      expect.objectContaining({ level: 'info', fields: expect.objectContaining({ abandoned: true }) }),
    ]);
    server.observed.holdUntil(undefined);
  });

  it('is written, without an error, for a body that ends early', async () => {
    const request = httpRequest(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    request.on('error', () => undefined);
    request.write('{"query":');
    await delay(50);
    request.destroy();
    while (lines.length === 0) await delay(5);
    expect(lines).toEqual([
      expect.objectContaining({ level: 'info', fields: expect.objectContaining({ status: 400 }) }),
    ]);
  });
});
