import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EndedRequest } from '../../src/graphql/observer.js';
import { ask } from './http-client.js';
import { shop } from './shop.js';
import { startTestServer, type TestServer } from './test-server.js';

const requests: EndedRequest[] = [];
const versions: string[] = [];
let server: TestServer;
beforeAll(async () => {
  const observer = {
    requestEnded: (request: EndedRequest) => void requests.push(request),
    snapshotServed: (version: string) => void versions.push(version),
  };
  server = await startTestServer(shop, { observers: [observer, {}], admin: { port: 0 } });
});
afterAll(() => server.close());

describe('Observers', () => {
  it('are told of every request with what it ran and how it ended, and of every snapshot', async () => {
    const { version } = await server.publish();
    requests.splice(0);
    await server.query('query Nobody { user(key: "nobody") { key } }');
    expect(requests).toEqual([
      expect.objectContaining({
        path: '/graphql',
        status: 200,
        operationName: 'Nobody',
        errorCodes: new Set(['USER_NOT_FOUND']),
        isAbandoned: false,
        milliseconds: expect.any(Number),
      }),
    ]);
    expect(versions).toEqual([version]);
  });
});

describe('The admin address', () => {
  it('answers probes and no queries', async () => {
    const at = (path: string): ReturnType<typeof ask> => ask(new URL(path, server.adminUrl).href);
    expect(await at('/healthz')).toMatchObject({ status: 200, body: '{"status":"up"}\n' });
    expect(await at('/graphql')).toMatchObject({ status: 404 });
  });
});
