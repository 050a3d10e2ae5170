import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, { federation: true, introspection: false });
  await server.publish();
});
afterAll(() => server.close());

const id = (text: string) => Buffer.from(text).toString('base64url');
const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on User { key revision } ... on Item { key title } }
}`;

async function entities(
  representations: unknown,
): Promise<{ readonly found: unknown; readonly codes: readonly string[] }> {
  const { data, errors = [] } = await server.query<{ _entities: unknown }>(ENTITIES, { representations });
  return { found: data?._entities, codes: errors.map(({ extensions }) => extensions.code) };
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external"])';
const REVIEWS = `${LINK}
  type User @key(fields: "key") { key: String! reviews: [Review!]! }
  type Item @key(fields: "key") { key: String! reviews: [Review!]! }
  type Review { stars: Int! author: User! item: Item! }
  type Query { latestReviews: [Review!]! }
`;
const CARTS = `${LINK}
  type User @key(fields: "id") { id: ID! cart: [Item!]! }
  type Item @key(fields: "id") { id: ID! }
`;

describe('A subgraph', () => {
  it('tells a router its schema, with users and items as entities by id and by key', async () => {
    const { data } = await server.query<{ _service: { sdl: string } }>('{ _service { sdl } }');
    const sdl = data?._service.sdl ?? '';
    for (const type of ['User', 'Item']) {
      expect(sdl).toMatch(new RegExp(`extend type ${type}\\s+@key\\(fields: "id"\\)\\s+@key\\(fields: "key"\\)`));
    }
    // What it tells is a subgraph: built from it anew, it is refused where a key or link does not fit.
    expect(buildSubgraphSchema(parse(sdl)).getType('_Entity')?.toString()).toBe('_Entity');
    expect(() => buildSubgraphSchema(parse(sdl.replaceAll('fields: "key"', 'fields: "nope"')))).toThrow(/nope/);
  });

  it('composes with a subgraph that knows users and items by key, and with one that does by id', async () => {
    const { data } = await server.query<{ _service: { sdl: string } }>('{ _service { sdl } }');
    const composed = composeServices([
      { name: 'edgewise', url: 'http://edgewise.test/graphql', typeDefs: parse(data!._service.sdl) },
      { name: 'reviews', url: 'http://reviews.test/graphql', typeDefs: parse(REVIEWS) },
      { name: 'carts', url: 'http://carts.test/graphql', typeDefs: parse(CARTS) },
    ]);
    expect(composed.errors?.map(({ message }) => message)).toBeUndefined();
    const supergraph = composed.supergraphSdl ?? '';
    for (const type of ['User', 'Item']) {
      const owners = new RegExp(
        `type ${type}\\b[^{]*@join__type\\(graph: EDGEWISE, key: "key"[^{]*graph: REVIEWS, key: "key"`,
      );
      expect(supergraph).toMatch(owners);
    }
    expect(supergraph).toMatch(/reviews: \[Review!\]! @join__field\(graph: REVIEWS\)/);
    expect(supergraph).toMatch(/recommendations\([^)]*\): RecommendationConnection @join__field\(graph: EDGEWISE\)/);
  });

  it('does not compose with one that says otherwise what a field is', async () => {
    const { data } = await server.query<{ _service: { sdl: string } }>('{ _service { sdl } }');
    const composed = composeServices([
      { name: 'edgewise', url: 'http://edgewise.test/graphql', typeDefs: parse(data!._service.sdl) },
      {
        name: 'wrong',
        url: 'http://wrong.test/graphql',
        typeDefs: parse(`${LINK} type Item @key(fields: "key") { key: Int! @shareable }`),
      },
    ]);
    expect(composed.errors?.length).toBeGreaterThan(0);
  });

  it('answers entities by id and by key, in order, null for those that do not exist', async () => {
    server.observed.forget();
    const asked = [
      { __typename: 'User', id: id('User:ann') },
      { __typename: 'Item', key: 'tea' },
      { __typename: 'User', key: 'nobody' },
      { __typename: 'User', key: 'bob', id: id('User:bob') },
    ];
    await expect(entities(asked)).resolves.toEqual({
      codes: [],
      found: [
        { __typename: 'User', key: 'ann', revision: 1 },
        { __typename: 'Item', key: 'tea', title: 'Green tea' },
        null,
        { __typename: 'User', key: 'bob', revision: 1 },
      ],
    });
    // Three users and an item: one read each, however many.
    expect(server.observed.calls.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['of a type that is no entity', { __typename: 'Interaction', behavior: 'view' }],
    ['of a type that is none', { __typename: 'constructor' }],
    ['that is no object', 'User'],
    ['that is null', null],
    ['without a key', { __typename: 'User' }],
    ['whose id is of another type', { __typename: 'User', id: id('Item:tea') }],
    ['whose id and key differ', { __typename: 'User', id: id('User:ann'), key: 'bob' }],
    ['whose id is none', { __typename: 'User', id: '!' }],
  ])('refuses a representation %s by itself', async (_what, representation) => {
    const { found, codes } = await entities([representation, { __typename: 'Item', key: 'jam' }]);
    if (representation === null) expect([found, codes]).toEqual([undefined, ['BAD_USER_INPUT']]);
    else expect([found, codes]).toEqual([[null, expect.objectContaining({ key: 'jam' })], ['BAD_ID']]);
  });

  it('keeps its limits: representations count as rows, and there is an end to them', async () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Item', key: 'tea' }));
    await expect(entities(many(100))).resolves.toMatchObject({ codes: [] });
    await expect(entities(many(101))).resolves.toMatchObject({ codes: ['TOO_MANY_INPUTS'] });
    const costly = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { neighbors(first: 100) { nodes { key } } } } }`;
    const { errors } = await server.query(costly, {
      representations: Array.from({ length: 100 }, () => ({ __typename: 'User', key: 'ann' })),
    });
    expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_LARGE');
  });

  it('answers what the API answers', async () => {
    const answer = await server.query(
      '{ user(key: "ann") { recommendations(first: 1) { edges { source node { key } } } } item(key: "tea") { attribute(name: "price") } }',
    );
    expect(answer).toEqual({
      data: {
        user: { recommendations: { edges: [{ source: 'MODEL', node: { key: 'jam' } }] } },
        item: { attribute: 6 },
      },
    });
  });
});
