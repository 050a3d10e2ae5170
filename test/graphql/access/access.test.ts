import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Scope } from '../../../src/graphql/access/client.js';
import { createKey } from '../../../src/graphql/access/keys/administer-keys.js';
import { ask, postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { NOW, startTestServer, type TestServer } from '../test-server.js';

const ANN = 'VXNlcjphbm4';
const BOB = 'VXNlcjpib2I';
let directory: string;
let server: TestServer;
let keys: Record<'reader' | 'writer' | 'both' | 'admin' | 'ann' | 'annReads', string>;
const audit = () => join(directory, 'audit.jsonl');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'edgewise-access-'));
  const keysFile = join(directory, 'keys.json');
  const key = async (name: string, scopes: readonly Scope[], subject?: string): Promise<string> =>
    (await createKey(keysFile, { name, scopes, ...(subject && { subject }) }, NOW)).secret;
  keys = {
    reader: await key('reader', ['read']),
    writer: await key('writer', ['write']),
    both: await key('both', ['read', 'write']),
    admin: await key('admin', ['admin']),
    ann: await key('ann', ['read:self', 'write:self'], 'ann'),
    annReads: await key('annReads', ['read:self'], 'ann'),
  };
  server = await startTestServer(shop, { access: { mode: 'required', keysFile }, auditFile: audit() });
  await server.publish();
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

interface Outcome {
  readonly status: number;
  readonly codes: readonly string[];
  readonly body: string;
}

async function as(key: keyof typeof keys, query: string, variables: object = {}): Promise<Outcome> {
  const answer = await postQuery(server.url, { query, variables }, { headers: { 'x-api-key': keys[key] } });
  const { errors = [] } = JSON.parse(answer.body) as { errors?: { extensions: { code: string } }[] };
  return { status: answer.status, codes: errors.map(({ extensions }) => extensions.code), body: answer.body };
}

const refused = { status: 403, codes: ['FORBIDDEN'] };
const allowed = { status: 200, codes: [] };

describe('A request without a good credential', () => {
  it('is 401 with a challenge, before its body is read or anything is looked up', async () => {
    server.observed.forget();
    const answer = await postQuery(server.url, { query: '{ model { version } }' });
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="edgewise"' } });
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(server.observed.calls).toEqual([]);
  });

  it.each([
    ['an unknown key', { 'x-api-key': `ew_0123456789ab_${'A'.repeat(43)}` }],
    ['nonsense', { authorization: 'Bearer nonsense' }],
    ['something of three parts', { authorization: 'Bearer a.b.c' }],
  ])('says that the credential is bad: %s', async (_what, headers) => {
    const answer = await postQuery(server.url, { query: '{ __typename }' }, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(JSON.stringify([answer.headers, answer.body])).not.toContain(Object.values(headers)[0]);
  });

  it('may send a preflight and look whether the server is ready', async () => {
    expect((await ask(server.url, { method: 'OPTIONS' })).status).toBe(204);
    expect((await ask(new URL('/healthz', server.url).href)).status).toBe(200);
    expect((await ask(new URL('/readyz', server.url).href)).status).toBe(200);
  });
});

describe('A key', () => {
  it('is taken as x-api-key and as bearer token, never from the URL', async () => {
    expect(await as('reader', '{ __typename }')).toMatchObject(allowed);
    const bearer = { authorization: `Bearer ${keys.reader}` };
    expect((await postQuery(server.url, { query: '{ __typename }' }, { headers: bearer })).status).toBe(200);
    expect((await postQuery(`${server.url}?apiKey=${keys.reader}`, { query: '{ __typename }' })).status).toBe(401);
  });

  const write =
    'mutation { recordInteractions(input: [{ userKey: "ann", itemKey: "jam" }]) { created users { key } } }';
  const readsByWriting =
    'mutation { recordInteractions(input: [{ userKey: "ann", itemKey: "jam" }]) { users { recommendations { nodes { key } } } } }';
  const writes = (field: string) =>
    `mutation { recordInteractions(input: [{ userKey: "ann", itemKey: "jam" }]) { users { ${field} } } }`;
  const erase = 'mutation { eraseUser(key: "nobody") { erased } }';
  const read = '{ user(key: "bob") { key recommendations(first: 1) { nodes { key } } } }';

  it.each([
    ['reader', read, allowed],
    ['reader', write, refused],
    ['reader', erase, refused],
    ['writer', write, allowed],
    ['writer', readsByWriting, refused],
    ['writer', writes('attributes { name }'), refused],
    ['writer', writes('attribute(name: "country")'), refused],
    ['writer', writes('community'), refused],
    ['both', writes('attributes { name } community'), allowed],
    ['writer', read, refused],
    ['both', readsByWriting, allowed],
    ['both', erase, refused],
    ['admin', erase, allowed],
    ['admin', read, allowed],
    ['admin', write, allowed],
  ] as const)('of %s asks %s', async (key, query, outcome) => {
    expect(await as(key, query)).toMatchObject(outcome);
  });

  it('of another scope has nothing of the operation executed', async () => {
    server.observed.forget();
    expect(
      await as('reader', `mutation { recordInteractions(input: []) { created } eraseUser(key: "x") { erased } }`),
    ).toMatchObject(refused);
    expect(server.observed.calls).toEqual([]);
  });
});

describe('A key that is bound to a user', () => {
  it.each([
    [
      'her own',
      '{ user(key: "ann") { key interactions { nodes { behavior } } recommendations { nodes { key } } } }',
      {},
    ],
    ['what describes her', '{ user(key: "ann") { attributes { name value } attribute(name: "country") } }', {}],
    ['her own by a variable', 'query ($k: String!) { user(key: $k) { key } }', { k: 'ann' }],
    ['her own by a default', 'query ($k: String! = "ann") { user(key: $k) { key } }', {}],
    ['her own by id', `{ node(id: "${ANN}") { id } nodes(ids: ["${ANN}"]) { id } }`, {}],
    [
      'items',
      '{ items { nodes { key neighbors { nodes { key } } } } item(key: "tea") { title } node(id: "SXRlbTpqYW0") { id } }',
      {},
    ],
    ['the model', '{ model { version } }', {}],
    [
      'her write',
      'mutation ($i: [InteractionInput!]!) { recordInteractions(input: $i) { users { key } } }',
      { i: [{ userKey: 'ann', itemKey: 'jam' }] },
    ],
    [
      'her write without brackets',
      'mutation ($i: InteractionInput!) { recordInteractions(input: [$i]) { created } }',
      { i: { userKey: 'ann', itemKey: 'jam' } },
    ],
  ])('may ask %s', async (_what, query, variables) => {
    expect(await as('ann', query, variables)).toMatchObject(allowed);
  });

  it.each([
    ['another user', '{ user(key: "bob") { key } }', {}],
    ['what describes another', '{ user(key: "bob") { attributes { name value } } }', {}],
    ['what describes everyone', '{ users { nodes { attributes { name value } } } }', {}],
    ['another by a variable', 'query ($k: String!) { user(key: $k) { key } }', { k: 'bob' }],
    ['another by a default', 'query ($k: String! = "bob") { user(key: $k) { key } }', {}],
    ['another beside her own', '{ a: user(key: "ann") { key } b: user(key: "bob") { key } }', {}],
    ['another in a fragment', '{ ...F } fragment F on Query { ... on Query { user(key: "bob") { key } } }', {}],
    ['another that is left out', '{ model { version } user(key: "bob") @skip(if: true) { key } }', {}],
    ['a user whom nobody knows', '{ user(key: "nobody") { key } }', {}],
    ['another by id', `{ node(id: "${BOB}") { id } }`, {}],
    ['another among ids', `{ nodes(ids: ["${ANN}", "${BOB}"]) { id } }`, {}],
    ['another by an id that is not in a list', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: BOB }],
    ['all users', '{ users { nodes { key } } }', {}],
    ['who is like her', '{ user(key: "ann") { neighbors { nodes { key } } } }', {}],
    [
      'who is like her, by a fragment on nodes',
      `{ node(id: "${ANN}") { ... on User { neighbors { nodes { key } } } } }`,
      {},
    ],
    [
      'to write for another',
      'mutation { recordInteractions(input: [{ userKey: "ann", itemKey: "a" }, { userKey: "bob", itemKey: "a" }]) { created } }',
      {},
    ],
    [
      'to write for another by a variable',
      'mutation ($u: String!) { recordInteractions(input: { userKey: $u, itemKey: "a" }) { created } }',
      { u: 'bob' },
    ],
    ['to erase herself', 'mutation { eraseUser(key: "ann") { erased } }', {}],
  ])('may not ask %s', async (_what, query, variables) => {
    server.observed.forget();
    expect(await as('ann', query, variables)).toMatchObject(refused);
    expect(server.observed.calls).toEqual([]);
  });

  it('and may only read may not write for her', async () => {
    expect(
      await as('annReads', 'mutation { recordInteractions(input: [{ userKey: "ann", itemKey: "a" }]) { created } }'),
    ).toMatchObject(refused);
  });

  it('is told what is wrong with variables that do not fit, and no more', async () => {
    const { codes } = await as('ann', 'query ($k: String!) { user(key: $k) { key } }', { k: ['bob'] });
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('The audit log', () => {
  let before: number;
  beforeEach(async () => void (before = (await readFile(audit(), 'utf8')).length));
  const lines = async (): Promise<unknown[]> =>
    (await readFile(audit(), 'utf8'))
      .slice(before)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);

  it('says who wrote and erased what, and what was refused', async () => {
    await as(
      'both',
      'mutation { recordInteractions(input: [{ userKey: "zoe", itemKey: "jam" }, { userKey: "zoe", itemKey: "tea" }]) { created } }',
    );
    await as('admin', 'mutation { eraseUser(key: "zoe") { erased } }');
    await as('both', 'mutation { eraseUser(key: "ann") { erased } }');
    await as('reader', '{ model { version } }');
    const by = (id: string) => expect.stringMatching(new RegExp(`^key:[0-9a-f]{12}$|${id}`));
    const user = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
    const common = { at: new Date(NOW).toISOString(), requestId: expect.any(String), client: by('') };
    expect(await lines()).toEqual([
      { ...common, action: 'recordInteractions', interactions: 2, users: [user], outcome: 'done' },
      { ...common, action: 'eraseUser', users: [user], outcome: 'done' },
      { ...common, action: 'eraseUser', outcome: 'refused', code: 'FORBIDDEN' },
    ]);
  });

  it('says that a write failed', async () => {
    const failing = server.observed.failWith;
    failing(new Error('disk gone'));
    await as('both', 'mutation { recordInteractions(input: [{ userKey: "zoe", itemKey: "jam" }]) { created } }');
    failing(undefined);
    expect(await lines()).toMatchObject([{ action: 'recordInteractions', outcome: 'failed', code: 'INTERNAL' }]);
  });

  it('holds no key of a user and no secret, and is its owner’s alone', async () => {
    const text = await readFile(audit(), 'utf8');
    expect(text).not.toContain('zoe');
    expect(text).not.toMatch(/ew_/);
    expect((await stat(audit())).mode & 0o777).toBe(0o600);
  });
});
