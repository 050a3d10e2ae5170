import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chooseCoding, compress } from '../../../src/graphql/http/compress.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

describe('The content coding', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip;q=0', undefined],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['BR', 'br'],
    ['br;q=nonsense, gzip', 'gzip'],
  ] as const)('for %j is %j', (accepted, coding) => {
    expect(chooseCoding(accepted)).toBe(coding);
  });

  it('can be undone', async () => {
    const body = Buffer.from('tea and pen '.repeat(100));
    expect(brotliDecompressSync(await compress(body, 'br'))).toEqual(body);
    expect(gunzipSync(await compress(body, 'gzip'))).toEqual(body);
  });
});

describe('Answers', () => {
  const LARGE = `{ ${Array.from({ length: 15 }, (_, i) => `a${i}: users { nodes { key id revision } }`).join(' ')} }`;
  let server: TestServer;
  let plain: TestServer;
  beforeAll(async () => {
    server = await startTestServer(shop);
    plain = await startTestServer(shop, { compression: false });
  });
  afterAll(async () => {
    await server.close();
    await plain.close();
  });

  const raw = (url: string, query: string, accepted: string): Promise<{ headers: object; body: Buffer }> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'accept-encoding': accepted };
      const request = httpRequest(url, { method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      });
      request.on('error', reject);
      request.end(JSON.stringify({ query }));
    });

  it('are compressed when large and asked for, and say so', async () => {
    const { headers, body } = await raw(server.url, LARGE, 'br');
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
      'content-length': String(body.length),
    });
    const unpacked = JSON.parse(brotliDecompressSync(body).toString()) as object;
    const { body: identity, headers: told } = await raw(server.url, LARGE, 'identity');
    expect(unpacked).toEqual(JSON.parse(identity.toString()));
    expect(told).toMatchObject({ vary: 'Accept-Encoding' });
    expect(told).not.toHaveProperty('content-encoding');
  });

  it('are sent as they are when small, or where compression is off', async () => {
    expect((await raw(server.url, '{ __typename }', 'br')).headers).not.toHaveProperty('content-encoding');
    expect((await raw(plain.url, LARGE, 'br')).headers).not.toHaveProperty('content-encoding');
  });
});
