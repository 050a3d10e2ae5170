import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createKey } from '../../../src/graphql/access/keys/administer-keys.js';
import type { ServerOptions } from '../../../src/graphql/server-options.js';
import { postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { NOW, startTestServer, type TestServer } from '../test-server.js';

let directory: string;
let server: TestServer | undefined;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'edgewise-rate-'))));
afterEach(() => server?.close());
afterAll(() => rm(directory, { recursive: true, force: true }));

const QUERY = '{ users(first: 9) { nodes { key } } }'; // 9 rows

async function start(
  options: Partial<ServerOptions>,
): Promise<(headers?: Record<string, string>) => Promise<[number, unknown]>> {
  server = await startTestServer(shop, { rateLimit: { perSecond: 0.01, burst: 20 }, ...options });
  const { url } = server;
  return async (headers = {}) => {
    const { status, headers: got } = await postQuery(url, { query: QUERY }, { headers });
    return [status, Number(got['ratelimit-remaining'])];
  };
}

describe('The rate of a client', () => {
  it('is counted in rows, told in headers, and ends in 429 before anything is looked up', async () => {
    const ask = await start({});
    expect([await ask(), await ask()]).toEqual([
      [200, 11],
      [200, 2],
    ]);
    expect((await ask())[0]).toBe(200); // overdrawn once
    server!.observed.forget();
    const refused = await postQuery(server!.url, { query: QUERY });
    expect(refused).toMatchObject({ status: 429, headers: { 'ratelimit-limit': '20', 'ratelimit-remaining': '0' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(700);
    expect(JSON.parse(refused.body)).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect(server!.observed.calls).toEqual([]);
  });

  it('is the credential’s own, and failed credentials count against their address', async () => {
    const keysFile = join(directory, 'keys.json');
    const key = async (name: string) => (await createKey(keysFile, { name, scopes: ['read'] }, NOW)).secret;
    const [a, b] = [await key('a'), await key('b')];
    const ask = await start({ access: { mode: 'required', keysFile } });
    for (let i = 0; i < 3; i++) await ask({ 'x-api-key': a });
    expect((await ask({ 'x-api-key': a }))[0]).toBe(429);
    expect((await ask({ 'x-api-key': b }))[0]).toBe(200);
    expect([(await ask())[0], (await ask())[0]]).toEqual([401, 429]);
  });

  it('is that of the address that a trusted proxy names, and of no address that a client claims', async () => {
    const ask = await start({});
    for (let i = 0; i < 3; i++) await ask({ 'x-forwarded-for': `192.0.2.${i}` });
    expect((await ask({ 'x-forwarded-for': '192.0.2.9' }))[0]).toBe(429);
    await server!.close();
    const behind = await start({ trustedProxies: ['127.0.0.0/8', '10.0.0.0/8'] });
    for (let i = 0; i < 3; i++) await behind({ 'x-forwarded-for': '203.0.113.5, 192.0.2.1, 10.1.2.3' });
    expect((await behind({ 'x-forwarded-for': '198.51.100.1, 192.0.2.1' }))[0]).toBe(429);
    expect((await behind({ 'x-forwarded-for': '192.0.2.1, 192.0.2.2' }))[0]).toBe(200);
  });

  it('is unlimited on a loopback address unless said otherwise', async () => {
    server = await startTestServer(shop);
    const { headers } = await postQuery(server.url, { query: QUERY });
    expect(headers['ratelimit-limit']).toBeUndefined();
  });

  it('needs addresses of proxies that are some', async () => {
    await expect(start({ trustedProxies: ['proxy.example'] })).rejects.toMatchObject({ code: 'BAD_SETTING' });
    server = undefined;
  });
});
