import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, ask, postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

const MODEL = '{ model { version } }';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, { allowGet: true });
  await server.publish();
});
afterAll(() => server.close());

const get = (query: string, headers: Record<string, string> = {}, more = ''): Promise<Answer> =>
  ask(`${server.url}?query=${encodeURIComponent(query)}${more}`, { headers });
const tagOf = async (query: string, more = ''): Promise<string> => String((await get(query, {}, more)).headers.etag);

describe('Answers by GET that say nothing of users', () => {
  it('may be kept by the asker and are told to hold until another snapshot is served', async () => {
    const first = await get(MODEL);
    expect(first.headers).toMatchObject({ 'cache-control': 'private, no-cache', etag: expect.stringMatching(/^W\/"/) });
    const tag = String(first.headers.etag);
    const again = await get(MODEL, { 'if-none-match': `"other", ${tag}` });
    expect(again).toMatchObject({ status: 304, body: '', headers: { etag: tag } });
    expect((await get(MODEL, { 'if-none-match': '"other"' })).status).toBe(200);
    await server.publish({ seed: 9 });
    expect(await get(MODEL, { 'if-none-match': tag })).toMatchObject({ status: 200 });
  });

  it('hold, where items are in them, as long as they stay the same', async () => {
    const query = '{ item(key: "tea") { title } }';
    const tag = await tagOf(query);
    expect(await get(query, { 'if-none-match': tag })).toMatchObject({ status: 304, body: '' });
    await server.observed.store.upsertItems([{ key: 'tea', title: 'Black tea' }]);
    expect(await get(query, { 'if-none-match': tag })).toMatchObject({
      status: 200,
      body: expect.stringContaining('Black tea'),
    });
  });

  it('are told apart by operation and variables', async () => {
    const query = 'query A($s: Boolean = false) { model { version @skip(if: $s) counts { users } } }';
    expect(await tagOf(query)).not.toBe(await tagOf(MODEL));
    expect(await tagOf(query)).not.toBe(await tagOf(query, `&variables=${encodeURIComponent('{"s":true}')}`));
  });
});

describe('All other answers', () => {
  it('are kept by nobody: of users, with errors, by POST', async () => {
    const others = [
      await get('{ user(key: "ann") { key } }'),
      await get('{ item(key: "nothing") { title } }'),
      await postQuery(server.url, { query: MODEL }, { headers: { 'if-none-match': '*' } }),
    ];
    for (const { status, headers } of others) {
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'cache-control': 'no-store' });
      expect(headers).not.toHaveProperty('etag');
    }
  });
});
