import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ask, postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { type EventReader, readEvents } from './event-reader.js';

const CHANGED = `subscription Changed($key: String!) {
  recommendationsChanged(userKey: $key) {
    reason
    user { key revision recommendations(first: 2) { edges { source } } }
  }
}`;
const RECORD = `mutation ($input: [InteractionInput!]!) {
  recordInteractions(input: $input) { created userErrors { code } }
}`;

let server: TestServer;
const readers: EventReader[] = [];
beforeEach(async () => {
  server = await startTestServer(shop, {
    admin: { port: 0 },
    live: { pollMilliseconds: 25, connectionsOfClient: 3 },
  });
  await server.publish();
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.leave();
  await server.close();
});

async function subscribe(query: string, variables: object = {}, headers = {}): Promise<EventReader> {
  const reader = await readEvents(server.url, query, variables, headers);
  readers.push(reader);
  return reader;
}

const record = (userKey: string, itemKey: string): ReturnType<TestServer['query']> =>
  server.query(RECORD, { input: [{ userKey, itemKey }] });

describe('recommendationsChanged as server-sent events', () => {
  it('tells of interactions recorded through this server, with the recommendations as they are then', async () => {
    const reader = await subscribe(CHANGED, { key: 'dan' });
    expect(reader.status).toBe(200);
    await record('bob', 'kite');
    await record('dan', 'mug');
    expect(await reader.next()).toEqual({
      event: 'next',
      data: {
        data: {
          recommendationsChanged: {
            reason: 'INTERACTIONS',
            user: {
              key: 'dan',
              revision: expect.any(Number),
              recommendations: { edges: [{ source: 'FOLD_IN' }, { source: 'FOLD_IN' }] },
            },
          },
        },
      },
    });
  });

  it('tells of what another process writes to the store', async () => {
    const reader = await subscribe(CHANGED, { key: 'ann' });
    await server.observed.store.upsertInteractions([
      { userKey: 'ann', itemKey: 'pen', behavior: 'view', at: 7, weight: 1 },
    ]);
    expect(await reader.next()).toMatchObject({
      data: { data: { recommendationsChanged: { reason: 'INTERACTIONS', user: { key: 'ann' } } } },
    });
  });

  it('tells of a swapped snapshot, answered from the new one', async () => {
    const reader = await subscribe(CHANGED, { key: 'ann' });
    const swapped = await subscribe('subscription { modelSwapped { version } }');
    const { version } = await server.publish({ seed: 2 });
    expect(await reader.next()).toMatchObject({
      data: { data: { recommendationsChanged: { reason: 'SNAPSHOT', user: { key: 'ann' } } } },
    });
    expect(await swapped.next()).toMatchObject({ data: { data: { modelSwapped: { version } } } });
  });

  it('waits for a user who is not there yet, and says nothing when a call changes nothing', async () => {
    const reader = await subscribe(CHANGED, { key: 'eve' });
    await record('eve', 'tea');
    expect(await reader.next()).toMatchObject({ data: { data: { recommendationsChanged: { user: { key: 'eve' } } } } });
    const repeated = { input: [{ userKey: 'eve', itemKey: 'tea', at: 5 }] };
    await server.query(RECORD, repeated);
    await reader.next();
    await server.query(RECORD, repeated);
    await delay(100);
    await record('eve', 'jam');
    const last = await reader.next();
    expect(last).toMatchObject({ data: { data: { recommendationsChanged: { user: { revision: 3 } } } } });
  });
});

describe('A stream', () => {
  it('is refused with the codes of queries: parse, validation, cost, and what is no subscription', async () => {
    const codeOf = async (query: string): Promise<string> => {
      const { status, body } = await subscribe(query);
      expect(status).toBe(400);
      return (JSON.parse(body) as { errors: [{ extensions: { code: string } }] }).errors[0].extensions.code;
    };
    expect(await codeOf('subscription {')).toBe('GRAPHQL_PARSE_FAILED');
    expect(await codeOf('subscription { nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await codeOf('{ model { version } }')).toBe('NOT_A_SUBSCRIPTION');
    const deep = `subscription { recommendationsChanged(userKey: "a") { user { neighbors(first: 100) { nodes { recommendations(first: 100) { nodes { neighbors(first: 100) { nodes { key } } } } } } } } }`;
    expect(await codeOf(deep)).toBe('QUERY_TOO_LARGE');
  });

  it('asks for events to be accepted, and for POST', async () => {
    expect(await subscribe(CHANGED, { key: 'ann' }, { accept: 'application/json' })).toMatchObject({ status: 406 });
    expect(await ask(new URL('/graphql/stream', server.url).href)).toMatchObject({ status: 405 });
  });

  it('is one of a few that a client may have, and makes room when it ends', async () => {
    for (let count = 0; count < 3; count++) await subscribe(CHANGED, { key: 'ann' });
    expect(await subscribe(CHANGED, { key: 'ann' })).toMatchObject({
      status: 429,
      body: expect.stringContaining('TOO_MANY_SUBSCRIPTIONS'),
    });
    readers[0]!.leave();
    let status = 429;
    while (status === 429) status = (await subscribe(CHANGED, { key: 'ann' })).status;
    expect(status).toBe(200);
  });

  it('is counted while it is open', async () => {
    const count = async (name: string): Promise<string | undefined> => {
      const { body } = await ask(new URL('/metrics', server.adminUrl).href);
      return new RegExp(`^${name} (.*)$`, 'm').exec(body)?.[1];
    };
    const reader = await subscribe(CHANGED, { key: 'ann' });
    expect(await count('edgewise_live_connections\\{transport="sse"\\}')).toBe('1');
    expect(await count('edgewise_live_subscriptions\\{field="recommendationsChanged"\\}')).toBe('1');
    reader.leave();
    while ((await count('edgewise_live_connections\\{transport="sse"\\}')) !== '0') await delay(5);
    expect(await count('edgewise_live_subscriptions\\{field="recommendationsChanged"\\}')).toBe('0');
  });

  it('is ended, not cut off, when the server stops', async () => {
    const reader = await subscribe(CHANGED, { key: 'ann' });
    const events = [];
    const closing = server.close();
    for (let event = await reader.next(); event !== undefined; event = await reader.next()) events.push(event);
    expect(events).toEqual([{ event: 'complete', data: undefined }]);
    await closing;
    server = await startTestServer(shop);
  });
});

describe('The path of queries', () => {
  it('answers no subscription', async () => {
    const { body } = await postQuery(server.url, { query: 'subscription { modelSwapped { version } }' });
    expect(JSON.parse(body)).toMatchObject({ errors: [expect.anything()] });
    expect(body).not.toContain('"data"');
  });
});
