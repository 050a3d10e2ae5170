import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, postQuery } from '../http-client.js';
import { STORE_AWAY } from '../observed-store.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, { admin: { port: 0 } });
});
afterAll(() => server.close());

const admin = (path: string, method = 'GET'): ReturnType<typeof ask> =>
  ask(new URL(path, server.adminUrl).href, { method });

/** Values by name and labels, as a scrape reads them. */
async function scrape(): Promise<Map<string, number>> {
  const { status, headers, body } = await admin('/metrics');
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

describe('Metrics', () => {
  it('say that no snapshot is served before the first, and then which and how old it is', async () => {
    const before = await scrape();
    expect([...before.keys()].filter((name) => /^edgewise_snapshot_(info|age)/.test(name))).toEqual([]);
    const { version } = await server.publish();
    const after = await scrape();
    expect(after.get(`edgewise_snapshot_info{version="${version}"}`)).toBe(1);
    expect(after.get('edgewise_snapshot_age_seconds')).toBe(0); // the clock of the test stands still
    expect(after.get('edgewise_snapshot_swaps_total')).toBe(1);
    const { version: second } = await server.publish({ seed: 2 });
    const infos = [...(await scrape()).keys()].filter((name) => name.startsWith('edgewise_snapshot_info'));
    expect(infos).toEqual([`edgewise_snapshot_info{version="${second}"}`]);
  });

  it('count requests by status, operations by known names, errors by code', async () => {
    const before = await scrape();
    await server.query('query Recommendations { user(key: "ann") { key } }');
    await server.query('query Invented { user(key: "nobody") { key } }');
    await server.query('query Invented2 { nothing }');
    await ask(server.url, { method: 'POST', body: '{}' });
    await ask(server.url, { method: 'PUT' });
    const after = await scrape();
    const grown = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(grown('edgewise_http_requests_total{status="200"}')).toBe(3);
    expect(grown('edgewise_http_requests_total{status="415"}')).toBe(1);
    expect(grown('edgewise_operation_duration_seconds_count{operation="Recommendations"}')).toBe(1);
    expect(grown('edgewise_operation_duration_seconds_count{operation="other"}')).toBe(1);
    expect(grown('edgewise_operation_errors_total{code="USER_NOT_FOUND"}')).toBe(1);
    expect(grown('edgewise_operation_errors_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(grown('edgewise_http_requests_total{status="405"}')).toBe(1);
    expect(grown('edgewise_operation_errors_total{code="BAD_REQUEST"}')).toBe(2);
    expect(after.get('edgewise_requests_in_flight')).toBe(0);
    expect([...after.keys()].some((name) => name.includes('Invented'))).toBe(false);
  });

  it('see requests in flight while the store keeps them waiting, and the state of the store', async () => {
    let release: () => void = () => undefined;
    server.observed.holdUntil(new Promise((resolve) => (release = resolve)));
    const waiting = server.query('{ users { nodes { key } } }');
    let held = await scrape();
    while (held.get('edgewise_store_calls_in_flight') !== 1) held = await scrape();
    expect(held.get('edgewise_requests_in_flight')).toBe(1);
    release();
    await waiting;
    const answered = await scrape();
    expect(answered.get('edgewise_requests_in_flight')).toBe(0);
    expect(answered.get('edgewise_store_calls_in_flight')).toBe(0);
    expect(answered.get('edgewise_store_up')).toBe(1);
    server.observed.failWith(STORE_AWAY);
    await server.query('{ users { nodes { key } } }');
    const away = await scrape();
    expect(away.get('edgewise_store_up')).toBe(0);
    expect(away.get('edgewise_store_call_failures_total{call="listUsers"}')).toBe(1);
    expect(JSON.parse((await admin('/readyz')).body)).toMatchObject({ status: 'degraded', store: 'unavailable' });
    server.observed.failWith(undefined);
  });

  it('see what waits for its turn, and what kept answers take', async () => {
    const busy = await startTestServer(shop, { admin: { port: 0 }, limits: { concurrency: 1 } });
    await busy.publish();
    const figure = async (name: string): Promise<number> => {
      const { body } = await ask(`${busy.adminUrl}/metrics`);
      return Number(
        body
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.slice(name.length),
      );
    };
    expect(await figure('edgewise_cache_bytes{cache="top-k"}')).toBe(0);
    await busy.query('{ user(key: "ann") { recommendations(first: 2) { nodes { key } } } }');
    expect(await figure('edgewise_cache_bytes{cache="top-k"}')).toBeGreaterThan(400);
    expect(await figure('edgewise_cache_bytes{cache="influences"}')).toBe(0);
    let release: () => void = () => undefined;
    busy.observed.holdUntil(new Promise((resolve) => (release = resolve)));
    const waiting = Array.from({ length: 3 }, () => busy.query('{ users { nodes { key } } }'));
    while ((await figure('edgewise_queue_length')) !== 2);
    release();
    await Promise.all(waiting);
    expect(await figure('edgewise_queue_length')).toBe(0);
    await busy.close();
  });

  it('tell of the process: memory, processor, event loop', async () => {
    const names = new Set([...(await scrape()).keys()].map((name) => name.split('{')[0]));
    for (const name of [
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
      'nodejs_heap_size_used_bytes',
    ])
      expect(names).toContain(name);
  });

  it('name no user, item or query', async () => {
    await postQuery(server.url, { query: '{ user(key: "ann@example.org") { key } }' });
    expect((await admin('/metrics')).body).not.toMatch(/ann|example/);
  });
});

describe('The admin address', () => {
  it('answers GET and HEAD only, and is not where clients are', async () => {
    expect(await admin('/metrics', 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(await admin('/metrics', 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await admin('/graphql')).toMatchObject({ status: 404 });
    expect(await ask(new URL('/metrics', server.url).href)).toMatchObject({ status: 404 });
  });
});
