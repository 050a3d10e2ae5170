import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { createSchema } from '../../../src/graphql/schema.js';
import { PROGRAM } from '../computing/thread-program.js';
import { ask, postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { documentsOfTests } from './documents-of-tests.js';
import { generatedOperations } from './generated-operations.js';

const schema = createSchema();
const hits = { compiled: 0 };
const limits = { tokens: 10_000, aliases: 1000, rootFields: 1000, cost: 1e9, directives: 1000, depth: 100 };

let compiled: TestServer;
let interpreted: TestServer;
beforeAll(async () => {
  const cacheLookedUp = (cache: string, isHit: boolean): void => {
    if (cache === 'compiled-operations' && isHit) hits.compiled++;
  };
  const threads = { count: 2, program: PROGRAM };
  compiled = await startTestServer(shop, { observers: [{ cacheLookedUp }], limits, threads, admin: { port: 0 } });
  interpreted = await startTestServer(shop, { jit: false, limits, threads: { count: 'off' } });
  await compiled.publish();
  await interpreted.publish();
});
afterAll(async () => {
  await compiled.close();
  await interpreted.close();
});

/** What a client can tell apart: everything but the time of day in it, and the order in which errors came. */
async function answerOf(server: TestServer, query: string, variables: object): Promise<unknown> {
  await server.settle();
  const { status, headers, body } = await postQuery(server.url, { query, variables });
  const { errors, ...rest } = JSON.parse(body) as { errors?: { path?: unknown; extensions: { requestId?: string } }[] };
  for (const { extensions } of errors ?? []) delete extensions.requestId;
  const sorted = errors?.map((error) => JSON.stringify(error)).sort();
  return { status, type: headers['content-type'], body: JSON.stringify(rest), errors: sorted };
}

/** Three times: an operation is compiled when it comes again, and goes round Apollo's pipeline from then on. */
async function expectParity(query: string, variables: object): Promise<void> {
  for (let time = 0; time < 3; time++) {
    const expected = await answerOf(interpreted, query, variables);
    expect(await answerOf(compiled, query, variables)).toEqual(expected);
  }
}

describe('Compiled operations on computing threads answer as graphql-js does on the event loop', () => {
  const documents = documentsOfTests(schema);

  afterAll(async () => {
    const metrics = await ask(new URL('/metrics', compiled.adminUrl).href);
    expect(metrics.body).toContain('edgewise_computing_threads 3\n');
    expect(metrics.body).toContain('edgewise_computing_threads_ended 0\n');
  });

  it('for every query and mutation of the test suite', async () => {
    expect(documents.length).toBeGreaterThan(30);
    const before = hits.compiled;
    for (const query of documents) await expectParity(query, { key: 'ann', id: 'VXNlcjphbm4', first: 2, name: 'x' });
    expect(hits.compiled - before).toBeGreaterThan(documents.length / 2);
  });

  it.each([
    ['missing variables', 'query ($key: String!) { user(key: $key) { key } }', {}],
    ['variables of another type', 'query ($key: String!) { user(key: $key) { key } }', { key: 7 }],
    ['integers out of range', 'query ($n: Int) { users(first: $n) { nodes { key } } }', { n: 3e9 }],
    ['a null where a value is due', 'query ($key: String!) { user(key: $key) { key } }', { key: null }],
    [
      'unknown fields of an input',
      'query ($f: RecommendationFilter) { user(key: "ann") { recommendations(filter: $f) { nodes { key } } } }',
      { f: { nope: 1 } },
    ],
    [
      'failing fields beside others',
      '{ a: user(key: "nobody") { key } b: user(key: "ann") { key recommendations(first: -1) { nodes { key } } } }',
      {},
    ],
    ['names of JavaScript', '{ __proto__: user(key: "ann") { constructor: key toString: revision then: id } }', {}],
    [
      'fields skipped by variables',
      'query ($s: Boolean!) { user(key: "ann") { key @skip(if: $s) ...F @include(if: $s) } } fragment F on User { id }',
      { s: true },
    ],
    [
      'failing fields that are asked for twice and skipped once',
      `query ($s: Boolean!) {
        user(key: "nobody") @skip(if: $s) { id } user(key: "nobody") { id }
        ... @skip(if: $s) { item(key: "no") { key } } item(key: "no") { key }
        users { nodes { interactions(first: -1) { nodes { at } } } } users @include(if: $s) { nodes { interactions(first: -1) @skip(if: $s) { nodes { at } } } }
      }`,
      { s: true },
    ],
    [
      'fragments of an interface',
      '{ nodes(ids: ["VXNlcjphbm4", "x", "SXRlbTp0ZWE"]) { id __typename ... on User { key } ... on Item { key title } } }',
      {},
    ],
    [
      'introspection',
      '{ __schema { types { name fields { name args { name defaultValue } } } } __type(name: "User") { name } }',
      {},
    ],
  ])('for %s', async (_what, query, variables) => {
    await expectParity(query, variables);
  });

  it('for generated queries', async () => {
    const keys = ['ann', 'bob', 'tea', 'pen', 'nobody', 'VXNlcjphbm4', 'SXRlbTp0ZWE'];
    const before = hits.compiled;
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(generatedOperations(schema, keys), async ({ query, variables }) => {
        fc.pre(validate(schema, parse(query)).length === 0);
        asked++;
        await expectParity(query, variables);
      }),
      { numRuns: 120 },
    );
    expect(hits.compiled - before).toBeGreaterThan(asked * 0.7); // refused ones are not even looked for
  });
});
