import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningServer, startServer } from '../../src/graphql/create-server.js';
import { ask, postQuery } from './http-client.js';
import { shop } from './shop.js';
import { startTestServer, type TestServer } from './test-server.js';

/** Milliseconds. */
const GRACE = 200;

let server: TestServer;
let stopped: RunningServer;
let release: () => void;
beforeEach(async () => {
  server = await startTestServer(shop);
  stopped = await startServer({
    store: server.observed.store,
    snapshots: server.snapshots,
    port: 0,
    limits: { graceMilliseconds: GRACE, drainMilliseconds: 600 },
  });
  server.observed.holdUntil(new Promise((resolve) => (release = resolve)));
});
afterEach(async () => {
  release();
  await stopped.close();
  await server.close();
});

const QUERY = JSON.stringify({ query: '{ users { nodes { key } } }' });

function askUsers(agent?: Agent): ReturnType<typeof ask> {
  return ask(stopped.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: QUERY,
    ...(agent && { agent }),
  });
}

async function untilRunning(requests: number): Promise<void> {
  while (server.observed.calls.filter((call) => call === 'listUsers').length < requests) await delay(5);
}

describe('Closing the server', () => {
  it('finishes running requests, tells their clients not to keep the connection, and accepts no new ones', async () => {
    server.observed.forget();
    const running = [askUsers(), askUsers()];
    await untilRunning(2);
    const closing = stopped.close();
    await expect(askUsers()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    release();
    for (const answer of await Promise.all(running)) {
      expect(answer).toMatchObject({
        status: 200,
        headers: { connection: 'close' },
        body: expect.stringContaining('"key":"ann"'),
      });
    }
    await closing;
  });

  it('closes connections that are idle', async () => {
    release();
    const agent = new Agent({ keepAlive: true });
    await askUsers(agent);
    await stopped.close();
    await expect(askUsers(agent)).rejects.toMatchObject({ code: expect.stringMatching(/^ECONN(RESET|REFUSED)$/) });
    agent.destroy();
  });

  it('answers what comes on open connections at first, and tells that they end', async () => {
    release();
    const agent = new Agent({ keepAlive: true });
    await askUsers(agent);
    const closing = stopped.close();
    await expect(askUsers(agent)).resolves.toMatchObject({ status: 200, headers: { connection: 'close' } });
    await expect(askUsers(agent)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await closing;
    agent.destroy();
  });

  it('fails no request of clients that ask one after another', async () => {
    release();
    const clients = Array.from({ length: 8 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    const untilGone = async (agent: Agent): Promise<readonly number[]> => {
      const statuses: number[] = [];
      try {
        for (;;) statuses.push((await askUsers(agent)).status);
      } catch (error) {
        expect(error).toMatchObject({ code: 'ECONNREFUSED' }); // it accepts no more connections: nothing was asked
      }
      return statuses;
    };
    const asking = Promise.all(clients.map(untilGone));
    await delay(100);
    await stopped.close();
    for (const statuses of await asking) expect(new Set(statuses)).toEqual(new Set([200]));
    for (const agent of clients) agent.destroy();
  });

  it('answers SHUTTING_DOWN to a request whose head arrives only after that', async () => {
    const { hostname, port } = new URL(stopped.url);
    const socket = connect(Number(port), hostname);
    const received = new Promise<string>((resolve, reject) => {
      let text = '';
      socket.on('data', (bytes) => (text += bytes.toString('utf8')));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\n');
    await delay(50);
    const closing = stopped.close();
    await delay(GRACE + 50);
    socket.write(`content-type: application/json\r\ncontent-length: ${QUERY.length}\r\n\r\n${QUERY}`);
    await expect(received).resolves.toMatch(/^HTTP\/1\.1 503 .*connection: close.*SHUTTING_DOWN/is);
    await closing;
  });

  it('cuts off what does not finish in time', async () => {
    server.observed.forget();
    const running = expect(askUsers()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await untilRunning(1);
    await stopped.close();
    await running;
  });

  it('can be asked for twice, and leaves the store open', async () => {
    release();
    await Promise.all([stopped.close(), stopped.close()]);
    await stopped.close();
    expect((await server.query('{ users(first: 1) { nodes { key } } }')).errors).toBeUndefined();
  });
});

describe('Starting the server', () => {
  it('is BIND_FAILED where another listens, or where this machine has no such address', async () => {
    release();
    const parts = { store: server.observed.store, snapshots: server.snapshots };
    await expect(startServer({ ...parts, port: Number(new URL(stopped.url).port) })).rejects.toMatchObject({
      code: 'BIND_FAILED',
      message: expect.stringContaining('another process listens there'),
    });
    await expect(startServer({ ...parts, port: 0, host: '192.0.2.1', access: { mode: 'off' } })).rejects.toMatchObject({
      code: 'BIND_FAILED',
    });
  });

  it('listens on 127.0.0.1 only, unless told otherwise, and shows its schema on loopback addresses only', async () => {
    release();
    expect(new URL(stopped.url).hostname).toBe('127.0.0.1');
    const parts = { store: server.observed.store, snapshots: server.snapshots, port: 0 };
    const open = await startServer({ ...parts, host: '0.0.0.0', access: { mode: 'off' } });
    const schema = await postQuery(open.url, { query: '{ __schema { description } }' });
    expect(schema.body).toContain('GRAPHQL_VALIDATION_FAILED');
    await open.close();
  });
});
