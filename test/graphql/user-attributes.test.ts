import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tinyContents } from '../fixtures/tiny-snapshot.js';
import { shop } from './shop.js';
import { startTestServer, type TestServer } from './test-server.js';

/** Bob and Eve live in one country; Eve did nothing, and nothing describes Ann. */
const users = [
  { key: 'bob', attributes: { tags: ['b', 'a'], country: 'no', member: true, born: 1815, score: 8.5 } },
  { key: 'dan', attributes: { country: 'fr' } },
  { key: 'eve', attributes: { country: 'no', city: 'Oslo' } },
];
const userAttributes = { country: 1 };

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ ...shop, users });
});
afterEach(() => server.close());

interface Described {
  readonly attributes: readonly { readonly name: string; readonly value: unknown }[];
  readonly recommendations: { readonly edges: readonly { readonly source: string; readonly node: object }[] };
}

const DESCRIBED = 'attributes { name value }';
const RECOMMENDED = 'recommendations { edges { source node { key } } }';

/** By key; null for whom there is none. */
async function described(keys: readonly string[], more = ''): Promise<Record<string, Described | null>> {
  const fields = keys.map((key) => `${key}: user(key: "${key}") { ${DESCRIBED} ${more} }`);
  return (await server.query<Record<string, Described | null>>(`{ ${fields.join(' ')} }`)).data!;
}

const COUNTRY_OF = (value: unknown) => [{ name: 'country', value }];
const EVE = [
  { name: 'city', value: 'Oslo' },
  { name: 'country', value: 'no' },
];

describe('What describes a user', () => {
  it('is shown by name, in the form that it was given', async () => {
    expect(await described(['ann', 'bob', 'eve'])).toEqual({
      ann: { attributes: [] },
      bob: {
        attributes: [
          { name: 'born', value: 1815 },
          { name: 'country', value: 'no' },
          { name: 'member', value: true },
          { name: 'score', value: 8.5 },
          { name: 'tags', value: ['b', 'a'] },
        ],
      },
      eve: { attributes: EVE },
    });
    const { data } = await server.query(`{
      user(key: "bob") { tags: attribute(name: "tags") none: attribute(name: "city") object: attribute(name: "constructor") }
    }`);
    expect(data).toEqual({ user: { tags: ['b', 'a'], none: null, object: null } });
  });

  it('is nothing of a user whom nobody knows', async () => {
    const { data, errors } = await server.query(`{ user(key: "nobody") { ${DESCRIBED} } }`);
    expect(data).toEqual({ user: null });
    expect(errors).toMatchObject([{ extensions: { code: 'USER_NOT_FOUND' } }]);
  });

  it('is that of the store, learned from or not, and new as soon as it is written', async () => {
    await server.publish({ users, userAttributes });
    await server.observed.store.upsertUsers([
      { key: 'ann', attributes: { country: 'no' } },
      { key: 'dan', attributes: { city: 'Lyon' } },
    ]);
    const now = await described(['ann', 'bob', 'dan', 'eve'], RECOMMENDED);
    expect(now).toMatchObject({
      ann: { attributes: COUNTRY_OF('no'), recommendations: { edges: [{ source: 'FOLD_IN' }, {}, {}] } },
      dan: {
        attributes: [{ name: 'city', value: 'Lyon' }],
        recommendations: { edges: [{ source: 'FOLD_IN' }, {}, {}, {}] },
      },
      eve: { attributes: EVE },
    });
    expect(now['bob']!.attributes).toHaveLength(5);
    expect(now['bob']!.recommendations.edges[0]!.source).toBe('MODEL');
  });

  it('decides what a page of users is recommended, as it does for each of them', async () => {
    await server.publish({ users: users.slice(0, 2), userAttributes });
    await server.observed.store.upsertUsers([{ key: 'ann', attributes: { country: 'fr' } }]);
    const { data } = await server.query<{ users: { nodes: ({ key: string } & Described)[] } }>(
      `{ users { nodes { key ${DESCRIBED} ${RECOMMENDED} } } }`,
    );
    const page = Object.fromEntries(data!.users.nodes.map(({ key, ...rest }) => [key, rest]));
    expect(page).toMatchObject({ eve: { recommendations: { edges: [{ source: 'FOLD_IN' }, {}, {}, {}, {}] } } });
    const notKept = RECOMMENDED.replace('recommendations', 'recommendations(first: 19)');
    expect(await described(['ann', 'bob', 'cat', 'dan', 'eve'], notKept)).toEqual(page);
  });

  it('is gone with her, whoever erased her, and does not come back with her', async () => {
    await server.publish({ users, userAttributes });
    await server.observed.store.eraseUser('dan'); // by Cypher: the snapshot goes on until it is told
    expect(await described(['dan'])).toEqual({ dan: { attributes: [] } });
    await server.query('mutation { bob: eraseUser(key: "bob") { erased } dan: eraseUser(key: "dan") { erased } }');
    expect(await described(['bob', 'dan'])).toEqual({ bob: null, dan: null });
    await server.query('mutation { recordInteractions(input: [{ userKey: "bob", itemKey: "tea" }]) { created } }');
    expect(await described(['bob'])).toEqual({ bob: { attributes: [] } });
  });

  it('is what a snapshot of a projection learned of the users whom that found', async () => {
    const { dataset, ...rest } = tinyContents(shop.interactions, {
      users: [
        { key: 'ann', attributes: { country: 'dk', tags: ['b', 'a'] } },
        { key: 'bob', attributes: { country: 'se' } },
      ],
      userAttributes: { country: 1, tags: 1 },
    });
    const projection = { text: 'MATCH (p:Person) RETURN p', parameters: {} };
    await server.snapshots.publish({ ...rest, dataset: { ...dataset, projection } });
    await server.settle();
    expect(await described(['ann', 'bob', 'cat', 'eve'])).toEqual({
      ann: { attributes: [...COUNTRY_OF('dk'), { name: 'tags', value: ['a', 'b'] }] },
      bob: { attributes: COUNTRY_OF('se') },
      cat: { attributes: [] },
      eve: { attributes: EVE }, // whom only the store knows
    });
  });
});
