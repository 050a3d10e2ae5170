import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOSTILE_REQUESTS, type HostileRequest } from '../../fixtures/hostile-requests.js';
import { postQuery, ask } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, {
    introspection: false,
    limits: { requestMilliseconds: 400, headersMilliseconds: 400 },
  });
  await server.publish();
});
afterAll(() => server.close());

const whole = HOSTILE_REQUESTS.filter(({ slowParts }) => slowParts === undefined);

describe('A hostile request', () => {
  it('is one of fifty, each of its own', () => {
    expect(HOSTILE_REQUESTS).toHaveLength(50);
    expect(new Set(HOSTILE_REQUESTS.map(({ name }) => name)).size).toBe(50);
  });

  it.each(whole.map((hostile) => [hostile.name, hostile] as const))('is refused: %s', async (_name, { body }) => {
    server.observed.forget();
    const answer = await ask(server.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { data, errors = [] } = JSON.parse(answer.body) as {
      data?: unknown;
      errors?: { extensions: { code: string } }[];
    };
    expect(data).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(101);
    expect(answer.status).toBeLessThan(500);
    expect(errors.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL');
    expect(server.observed.calls).toEqual([]);
  });

  it('that arrives too slowly finds its connection closed, and others are answered meanwhile', async () => {
    for (const slow of HOSTILE_REQUESTS.filter(({ slowParts }) => slowParts !== undefined)) {
      const [end, other] = await Promise.all([sendSlowly(slow), postQuery(server.url, { query: '{ __typename }' })]);
      expect([408, 'closed']).toContain(end);
      expect(other.status).toBe(200);
    }
  });

  it('leaves the server as it was', async () => {
    const answer = await server.query('{ user(key: "ann") { recommendations(first: 1) { nodes { key } } } }');
    expect(answer).toEqual({ data: { user: { recommendations: { nodes: [{ key: 'jam' }] } } } });
  });
});

/** Resolves with the status of the answer, or once the server has closed the connection. */
async function sendSlowly({ body, slowParts = 1 }: HostileRequest): Promise<number | 'closed'> {
  let isOver = false;
  const end = new Promise<number | 'closed'>((resolve) => {
    const request = httpRequest(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length + 1 },
    });
    request.on('error', () => resolve('closed'));
    request.on('close', () => resolve('closed'));
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    void (async () => {
      for (let i = 0; i < slowParts && !isOver; i++) {
        request.write(body[i]);
        await delay(100);
      }
    })();
  });
  return end.finally(() => (isOver = true));
}
