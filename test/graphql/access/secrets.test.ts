import { Writable } from 'node:stream';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { paletteFor } from '../../../src/cli/terminal/color.js';
import { createLogger } from '../../../src/cli/terminal/create-logger.js';
import { StatusLine } from '../../../src/cli/terminal/status-line.js';
import { createKey } from '../../../src/graphql/access/keys/administer-keys.js';
import { ask, postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { NOW, startTestServer, type TestServer } from '../test-server.js';

const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';
let directory: string;
let server: TestServer;
let secret: string;
let written = '';
const stderr = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written += chunk.toString('utf8');
    done();
  },
});
const log = createLogger(new StatusLine(stderr), paletteFor(stderr, {}), { level: 'debug', format: 'json' });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'edgewise-secrets-'));
  const keysFile = join(directory, 'keys.json');
  secret = (await createKey(keysFile, { name: 'a', scopes: ['read', 'write'] }, NOW)).secret;
  server = await startTestServer(shop, {
    access: { mode: 'required', keysFile },
    log,
    auditFile: join(directory, 'audit'),
  });
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

describe('Logs and answers', () => {
  it('hold no credential, wherever a client puts it and whatever fails', async () => {
    const headers = { 'x-api-key': secret };
    const answers = [
      await postQuery(server.url, { query: '{ model { version } }' }, { headers }),
      await postQuery(
        server.url,
        { query: '{ model { version } }' },
        { headers: { authorization: `Bearer ${TOKEN}` } },
      ),
      await postQuery(server.url, { query: `query ${secret.replaceAll('-', '_')} { nope }` }, { headers }),
      await postQuery(server.url, { query: '{ __typename }' }, { headers: { ...headers, 'x-request-id': secret } }),
      await ask(`${server.url}/${secret}?key=${secret}`, { headers }),
      await postQuery(
        server.url,
        { query: 'mutation { recordInteractions(input: [{ userKey: "a", itemKey: "b" }]) { created } }' },
        { headers },
      ),
    ];
    server.observed.failWith(new Error(`connect neo4j://neo:pa55word@db failed for ${secret} with ${TOKEN}`));
    answers.push(await postQuery(server.url, { query: '{ users { nodes { key } } }' }, { headers }));
    server.observed.failWith(undefined);
    const everything =
      written + JSON.stringify(answers.map(({ body }) => body)) + (await readFile(join(directory, 'audit'), 'utf8'));
    expect(written).toContain('A field failed.');
    for (const text of [secret, TOKEN, 'pa55word']) expect(everything).not.toContain(text);
  });

  it('hold no value of a field that is named like a secret', () => {
    written = '';
    log.warn({ authorization: 'top', nested: { token: 'top', password: 'top' }, 'x-api-key': 'top' }, 'Trying.');
    expect(written).toContain('Trying.');
    expect(written).not.toContain('"top"');
  });
});

describe('Every answer', () => {
  it('says that it is no page, and for nobody to keep or frame', async () => {
    for (const answer of [
      await postQuery(server.url, { query: '{ __typename }' }, { headers: { 'x-api-key': secret } }),
      await postQuery(server.url, { query: '{ __typename }' }),
      await ask(new URL('/healthz', server.url).href),
      await ask(new URL('/nowhere', server.url).href),
    ]) {
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(answer.headers['strict-transport-security']).toBeUndefined();
      expect(answer.headers['x-powered-by']).toBeUndefined();
    }
  });
});
