import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

const lookups: boolean[] = [];
const influenceLookups: boolean[] = [];
let server: TestServer;
beforeEach(async () => {
  const cacheLookedUp = (cache: string, isHit: boolean): void => {
    if (cache === 'top-k') lookups.push(isHit);
    if (cache === 'influences') influenceLookups.push(isHit);
  };
  server = await startTestServer(shop, { observers: [{ cacheLookedUp }] });
  await server.publish();
  lookups.splice(0);
  influenceLookups.splice(0);
});
afterEach(() => server.close());

async function ask(given = 'first: 2', key = 'ann'): Promise<unknown> {
  const query = `{ user(key: "${key}") { recommendations(${given}) { edges { rank score source node { key } } pageInfo { hasNextPage } } } }`;
  const { data, errors } = await server.query<{ user: { recommendations: unknown } }>(query);
  return errors?.[0]?.extensions.code ?? data?.user.recommendations;
}

describe('The cache of rankings', () => {
  it('answers what was asked before with the same page, and only that', async () => {
    const first = await ask();
    expect(await ask()).toEqual(first);
    await ask('first: 1');
    await ask('first: 2, filter: { minPopularity: 2 }');
    await ask('first: 2', 'bob');
    expect(lookups).toEqual([false, true, false, false, false]);
  });

  it('knows nothing of a user with a newer revision, nor of another snapshot', async () => {
    const before = await ask();
    await server.query('mutation { recordInteractions(input: [{ userKey: "ann", itemKey: "mug" }]) { created } }');
    expect(await ask()).not.toEqual(before);
    await server.publish({ seed: 5 });
    await ask();
    expect(lookups).toEqual([false, false, false]);
  });

  it('is emptied by an erasure, so that who comes back with the same revision is not answered as before', async () => {
    const record = 'mutation { recordInteractions(input: [{ userKey: "new", itemKey: "ITEM" }]) { created } }';
    await server.query(record.replace('ITEM', 'tea'));
    const before = await ask('first: 2', 'new');
    await server.query('mutation { eraseUser(key: "new") { erased } }');
    expect(await ask('first: 2', 'new')).toBe('USER_NOT_FOUND');
    await server.query(record.replace('ITEM', 'pen'));
    expect(await ask('first: 2', 'new')).not.toEqual(before);
    expect(lookups).toEqual([false, false]);
  });
});

describe('The cache of influences', () => {
  const QUERY =
    '{ user(key: "ann") { recommendations(first: 2) { edges { influences { influence scoreWithout item { key } interactions { behavior at } } } } } }';

  it('answers the same page of the same revision as before, and computes for another', async () => {
    const first = await server.query(QUERY);
    expect(first.errors).toBeUndefined();
    expect(await server.query(QUERY)).toEqual(first);
    expect(influenceLookups).toEqual([false, true]);
    await server.query('mutation { recordInteractions(input: [{ userKey: "ann", itemKey: "mug" }]) { created } }');
    expect(await server.query(QUERY)).not.toEqual(first);
    expect(influenceLookups).toEqual([false, true, false]);
  });
});
