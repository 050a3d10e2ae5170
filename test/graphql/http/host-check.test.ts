import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { loopbackHostCheck } from '../../../src/graphql/http/host-check.js';
import { ask } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer } from '../test-server.js';

const check = loopbackHostCheck(['API.shop.internal']);
const askedOf = (host: string | undefined): (() => void) => {
  const request = { headers: host === undefined ? {} : { host } } as unknown as IncomingMessage;
  return () => check(request);
};

describe('A server on a loopback address', () => {
  it.each([
    ['localhost'],
    ['localhost:4000'],
    ['LOCALHOST.'],
    ['app.localhost:1'],
    ['127.0.0.1:4000'],
    ['192.168.0.7'],
    ['[::1]:4000'],
    ['api.shop.internal:80'],
    [undefined],
  ])('answers to %j', (host) => {
    expect(askedOf(host)).not.toThrow();
  });

  it.each([
    ['evil.example'],
    ['localhost.evil.example:4000'],
    ['127.0.0.1.evil.example'],
    ['[evil]:1'],
    ['xlocalhost'],
  ])('refuses %j', (host) => {
    expect(askedOf(host)).toThrow(expect.objectContaining({ status: 403, code: 'HOST_REFUSED' }));
  });

  it('refuses on every path, and does not mind names where it is bound to other addresses', async () => {
    const bound = await startTestServer(shop);
    const open = await startTestServer(shop, { host: '0.0.0.0', access: { mode: 'off' } });
    const as = (url: string): ReturnType<typeof ask> =>
      ask(new URL('/healthz', url).href, { headers: { host: 'evil.example' } });
    expect(await as(bound.url)).toMatchObject({ status: 403, body: expect.stringContaining('HOST_REFUSED') });
    expect(await as(open.url.replace('0.0.0.0', '127.0.0.1'))).toMatchObject({ status: 200 });
    await bound.close();
    await open.close();
  });
});
