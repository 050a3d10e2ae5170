import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, print, validate } from 'graphql';
import {
  createClient,
  documentHash,
  EraseUserDocument,
  ModelDocument,
  RecommendationsDocument,
  RecordInteractionsDocument,
  ResponseError,
} from '../../src/client/index.js';
import * as operations from '../../src/client/generated/operations.js';
import { documentHash as hashOfText } from '../../src/graphql/documents/trusted-documents.js';
import { apiSchema } from '../graphql/limits/api-schema.js';
import { shop } from '../graphql/shop.js';
import { startTestServer, type TestServer } from '../graphql/test-server.js';

interface Call {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: { readonly query?: string; readonly extensions?: unknown; readonly variables?: unknown };
}

type Script =
  { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown } | 'hang' | 'cut';

/** A server that answers what a test says, one after another; the last for ever. */
let scripted: Server;
let calls: Call[] = [];
let script: Script[] = [];
let url = '';
beforeAll(async () => {
  scripted = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) as Call['body'] });
      const answer = script.length > 1 ? script.shift()! : script[0]!;
      if (answer === 'hang') return;
      if (answer === 'cut') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status ?? 200, answer.headers);
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => scripted.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(scripted.address() as AddressInfo).port}/graphql`;
});
afterAll(async () => {
  scripted.closeAllConnections();
  await new Promise((resolve) => scripted.close(resolve));
});
afterEach(() => {
  calls = [];
});

const ok: Script = { body: { data: { model: null } } };
const coded = (code: string, more: object = {}): Script => ({
  body: { errors: [{ message: code, extensions: { code } }] },
  ...more,
});
const client = (more: object = {}) => createClient({ url, timeoutMilliseconds: 5000, ...more });

describe('Documents of edgewise/client', () => {
  it('fit the schema, carry the hash of their text, and ask for the type of every object', () => {
    const documents = Object.values(operations).filter((value) => typeof value === 'object');
    expect(documents.length).toBeGreaterThan(8);
    for (const document of documents) {
      const text = print(document);
      expect(validate(apiSchema, parse(text))).toEqual([]);
      expect(documentHash(document)).toBe(hashOfText(text));
    }
  });
});

describe('A request', () => {
  it('goes by hash, with credential and variables', async () => {
    script = [{ body: { data: { user: null } } }];
    await client({ credential: async () => 'secret', headers: { 'x-app': 'a' } }).request(RecommendationsDocument, {
      userKey: 'ann',
    });
    expect(calls).toMatchObject([
      {
        headers: { authorization: 'Bearer secret', 'x-app': 'a', 'content-type': 'application/json' },
        body: {
          operationName: 'Recommendations',
          variables: { userKey: 'ann' },
          extensions: { persistedQuery: { version: 1, sha256Hash: documentHash(RecommendationsDocument) } },
        },
      },
    ]);
    expect(calls[0]?.body.query).toBeUndefined();
  });

  it('sends the text to a server that does not know the hash, and to one that knows none', async () => {
    script = [coded('PERSISTED_QUERY_NOT_FOUND'), ok];
    await client().request(ModelDocument);
    expect(calls[1]?.body).toMatchObject({ query: print(ModelDocument), extensions: { persistedQuery: {} } });
    calls = [];
    script = [coded('PERSISTED_QUERY_NOT_SUPPORTED'), ok];
    await client().request(ModelDocument);
    expect(calls[1]?.body.extensions).toBeUndefined();
    calls = [];
    script = [ok];
    await client({ persisted: false }).request(ModelDocument);
    expect(calls[0]?.body).toMatchObject({ query: print(ModelDocument) });
  });

  it('is sent again when the network or a proxy failed, and when the server was busy', async () => {
    for (const failure of [
      'cut',
      { status: 502, body: '<html>' },
      coded('RATE_LIMITED', { status: 429 }),
    ] as Script[]) {
      calls = [];
      script = [failure, failure, ok];
      await expect(client().request(ModelDocument)).resolves.toEqual({ model: null });
      expect(calls).toHaveLength(3);
    }
  });

  it('that writes is sent again only where the server says that it did not begin', async () => {
    script = [coded('SHUTTING_DOWN', { status: 503 }), { body: { data: { eraseUser: null } } }];
    await client().request(EraseUserDocument, { key: 'ann' });
    expect(calls).toHaveLength(2);
    for (const failure of ['cut', { status: 502 }, { status: 504 }] as Script[]) {
      calls = [];
      script = [failure];
      await expect(client().request(EraseUserDocument, { key: 'ann' })).rejects.toBeInstanceOf(Error);
      expect(calls).toHaveLength(1);
    }
  });

  it('gives up after its retries, or at once where the server asks for more patience than there is', async () => {
    script = [{ status: 503, headers: { 'x-request-id': 'r1' }, body: 'busy' }];
    await expect(client({ retries: 1 }).request(ModelDocument)).rejects.toMatchObject({
      status: 503,
      requestId: 'r1',
      errors: [],
    });
    expect(calls).toHaveLength(2);
    calls = [];
    script = [coded('RATE_LIMITED', { status: 429, headers: { 'retry-after': '60' } })];
    await expect(client().request(ModelDocument)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 60,
    });
    expect(calls).toHaveLength(1);
  });

  it('ends in time, and when its caller says so', async () => {
    script = ['hang'];
    await expect(client({ timeoutMilliseconds: 50, retries: 0 }).request(ModelDocument)).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const stop = new AbortController();
    const asked = client().request(ModelDocument, undefined, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it('says that nobody listens', async () => {
    const nobody = createClient({ url: 'http://127.0.0.1:1/graphql', retries: 0 });
    await expect(nobody.request(ModelDocument)).rejects.toMatchObject({ name: 'NetworkError' });
  });
});

describe('Against a real server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(shop);
    await server.publish();
  });
  afterAll(() => server.close());

  it('request wants everything, ask takes what there is, and both are typed', async () => {
    const real = createClient({ url: server.url });
    const { model } = await real.request(ModelDocument);
    expect(model?.counts.users).toBe(4);
    const failed = real.request(RecommendationsDocument, { userKey: 'nobody' });
    await expect(failed).rejects.toBeInstanceOf(ResponseError);
    await expect(failed).rejects.toMatchObject({ status: 200, code: 'USER_NOT_FOUND', data: { user: null } });
    const { data, errors, cost } = await real.ask(RecommendationsDocument, { userKey: 'nobody', first: 3 });
    expect([data?.user, errors[0]?.extensions?.code, cost]).toEqual([null, 'USER_NOT_FOUND', 53]);
  });

  it('writes', async () => {
    const real = createClient({ url: server.url });
    const input = [{ userKey: 'eve', itemKey: 'tea' }];
    const { recordInteractions } = await real.request(RecordInteractionsDocument, { input });
    expect(recordInteractions).toMatchObject({ created: 1, users: [{ key: 'eve', __typename: 'User' }] });
  });
});
