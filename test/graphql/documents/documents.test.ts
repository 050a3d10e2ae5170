import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { documentHash, ModelDocument } from '../../../src/client/index.js';
import { documentHash as hashOf, readTrustedDocuments } from '../../../src/graphql/documents/trusted-documents.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

const directory = temporaryDirectories();
let server: TestServer;
afterEach(() => server.close());

async function post(
  body: object,
): Promise<{ readonly status: number; readonly code: unknown; readonly data: unknown }> {
  const { status, body: text } = await postQuery(server.url, body);
  const { errors, data } = JSON.parse(text) as { errors?: { extensions: { code: string } }[]; data?: unknown };
  return { status, code: errors?.[0]?.extensions.code, data };
}
const byHash = (hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash: hash } },
});

describe('A document by its hash', () => {
  it('is executed at once where it is trusted', async () => {
    server = await startTestServer(shop);
    expect(await post(byHash(documentHash(ModelDocument)))).toMatchObject({
      status: 200,
      code: undefined,
      data: { model: null },
    });
  });

  it('is registered once with its text, then known', async () => {
    server = await startTestServer(shop);
    const query = '{ user(key: "ann") { key } }';
    expect((await post(byHash(hashOf(query)))).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await post({ query, ...byHash(hashOf(query)) })).data).toEqual({ user: { key: 'ann' } });
    expect((await post(byHash(hashOf(query)))).data).toEqual({ user: { key: 'ann' } });
  });

  it('is not registered where it is refused', async () => {
    server = await startTestServer(shop, { limits: { cost: 5 } });
    const query = '{ users(first: 50) { nodes { key } } }';
    expect((await post({ query, ...byHash(hashOf(query)) })).code).toBe('QUERY_TOO_LARGE');
    expect((await post(byHash(hashOf(query)))).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it.each([
    ['a wrong hash', hashOf('something else'), 1, 'DOCUMENT_HASH_WRONG'],
    ['no hash', undefined, 1, 'DOCUMENT_HASH_WRONG'],
    ['a hash that is none', { $ne: 1 }, 1, 'DOCUMENT_HASH_WRONG'],
    ['another version', hashOf('{ __typename }'), 2, 'BAD_REQUEST'],
  ])('with %s is 400 with a code of its own', async (_what, hash, version, code) => {
    server = await startTestServer(shop);
    expect(await post({ query: '{ __typename }', ...byHash(hash, version) })).toMatchObject({ status: 400, code });
  });

  it('is forgotten, least used first, when there are too many', async () => {
    server = await startTestServer(shop, { documents: { registered: 2 } });
    const queries = ['{ a: __typename }', '{ b: __typename }', '{ c: __typename }'];
    for (const query of queries) await post({ query, ...byHash(hashOf(query)) });
    const known = await Promise.all(queries.map(async (query) => (await post(byHash(hashOf(query)))).code));
    expect(known).toEqual(['PERSISTED_QUERY_NOT_FOUND', undefined, undefined]);
  });

  it('is not known anywhere where hashes are off', async () => {
    server = await startTestServer(shop, { documents: { trusted: 'off', registered: 0 } });
    expect((await post(byHash(documentHash(ModelDocument)))).code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });
});

describe('With trusted documents only', () => {
  it('nothing else is executed, by text, by hash, or by name within a document that is not the same', async () => {
    server = await startTestServer(shop, { documents: { trusted: 'only' } });
    server.observed.forget();
    for (const query of ['{ users { nodes { key } } }', 'query Model { model { version } }']) {
      expect(await post({ query })).toMatchObject({ status: 403, code: 'DOCUMENT_NOT_TRUSTED', data: undefined });
      expect(await post({ query, ...byHash(hashOf(query)) })).toMatchObject({ code: 'DOCUMENT_NOT_TRUSTED' });
      expect(await post(byHash(hashOf(query)))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    }
    expect(server.observed.calls).toEqual([]);
    expect(await post(byHash(documentHash(ModelDocument)))).toMatchObject({ status: 200, data: { model: null } });
  });

  it('takes manifests of codegen, Apollo and Relay', async () => {
    const [ours, apollo, relay] = ['{ a: __typename }', '{ b: __typename }', '{ c: __typename }'] as const;
    const folder = await directory();
    const contents = [
      { format: 'edgewise-documents', version: 1, documents: { [hashOf(ours)]: ours } },
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: hashOf(apollo), name: 'B', type: 'query', body: apollo }],
      },
      { [hashOf(relay)]: relay },
    ];
    const manifests = contents.map((_content, i) => join(folder, `${i}.json`));
    await Promise.all(contents.map((content, i) => writeFile(manifests[i]!, JSON.stringify(content))));
    server = await startTestServer(shop, { documents: { trusted: 'only', manifests } });
    for (const query of [ours, apollo, relay]) expect((await post(byHash(hashOf(query)))).code).toBeUndefined();
  });
});

describe('A manifest', () => {
  it.each([
    ['is no JSON', '{'],
    ['is something else', '{"name":"edgewise"}'],
    ['is of another format', '{"format":"other","operations":[]}'],
    [
      'holds a wrong hash',
      JSON.stringify({ format: 'edgewise-documents', version: 1, documents: { [hashOf('a')]: 'b' } }),
    ],
  ])('that %s is DOCUMENTS_INVALID', async (_what, text) => {
    server = await startTestServer(shop);
    const path = join(await directory(), 'manifest.json');
    await writeFile(path, text);
    await expect(readTrustedDocuments([path])).rejects.toMatchObject({
      code: 'DOCUMENTS_INVALID',
      place: { file: path },
    });
  });
});
