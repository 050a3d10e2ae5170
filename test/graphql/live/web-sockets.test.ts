import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ask } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

const CHANGED = `subscription ($key: String!) { recommendationsChanged(userKey: $key) { reason user { key } } }`;

let server: TestServer;
let client: Client;
beforeEach(async () => {
  server = await startTestServer(shop, { admin: { port: 0 }, live: { operations: 2 } });
  await server.publish();
  client = createClient({ url: address(), webSocketImpl: WebSocket, retryAttempts: 0 });
});
afterEach(async () => {
  await client.dispose();
  await server.close();
});

const address = (): string => server.url.replace('http:', 'ws:');
const record = (userKey: string, itemKey: string): ReturnType<TestServer['query']> =>
  server.query('mutation ($input: [InteractionInput!]!) { recordInteractions(input: $input) { created } }', {
    input: [{ userKey, itemKey }],
  });

describe('Subscriptions over WebSocket', () => {
  it('tell of changes and swaps on one socket', async () => {
    const changes = client.iterate({ query: CHANGED, variables: { key: 'ann' } });
    const swaps = client.iterate({ query: 'subscription { modelSwapped { version } }' });
    const changed = changes.next();
    const swapped = swaps.next();
    await subscribed(2);
    await record('ann', 'kite');
    expect((await changed).value).toEqual({
      data: { recommendationsChanged: { reason: 'INTERACTIONS', user: { key: 'ann' } } },
    });
    const { version } = await server.publish({ seed: 2 });
    expect((await swapped).value).toEqual({ data: { modelSwapped: { version } } });
    await changes.return?.();
    await swaps.return?.();
  });

  it('are limited on a socket, and refused with the codes of queries', async () => {
    const first = client.iterate({ query: CHANGED, variables: { key: 'ann' } });
    const second = client.iterate({ query: CHANGED, variables: { key: 'bob' } });
    void first.next();
    void second.next();
    await subscribed(2);
    const codes = async (query: string): Promise<unknown> =>
      client
        .iterate({ query })
        .next()
        .catch((errors: unknown) =>
          (errors as { extensions: { code: string } }[]).map((error) => error.extensions.code),
        );
    expect(await codes('subscription { modelSwapped { version } }')).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    await second.return?.();
    await subscribed(1);
    expect(await codes('subscription { nothing }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await codes('{ model { version } }')).toEqual(['NOT_A_SUBSCRIPTION']);
    await first.return?.();
  });

  it('are closed to pages of other origins, which no browser asks about', async () => {
    const open = async (origin: string): Promise<string> => {
      const socket = new WebSocket(address(), 'graphql-transport-ws', { origin });
      const outcome = await Promise.race([
        once(socket, 'open').then(() => 'open'),
        once(socket, 'unexpected-response').then(([, response]) =>
          String((response as { statusCode: number }).statusCode),
        ),
      ]);
      socket.on('error', () => undefined);
      socket.terminate();
      return outcome;
    };
    expect(await open('https://evil.example')).toBe('403');
    expect(await open(new URL(server.url).origin)).toBe('open');
  });

  it('end with "going away" when the server stops', async () => {
    const socket = new WebSocket(address(), 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    const closed = once(socket, 'close');
    await server.close();
    expect((await closed)[0]).toBe(1001);
    server = await startTestServer(shop);
  });
});

/** Until so many subscriptions wait for events. */
async function subscribed(count: number): Promise<void> {
  for (;;) {
    const { body } = await ask(new URL('/metrics', server.adminUrl).href);
    const counts = [...body.matchAll(/^edgewise_live_subscriptions\{.*\} (\d+)$/gm)].map((match) => Number(match[1]));
    if (counts.reduce((sum, part) => sum + part, 0) === count) return;
    await delay(5);
  }
}
