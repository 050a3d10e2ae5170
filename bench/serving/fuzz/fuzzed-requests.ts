import type { GraphQLSchema } from 'graphql';
import type { Random } from '../../../src/core/random.js';
import { GeneratedQueries } from './generated-queries.js';

export interface FuzzedRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS' | 'PATCH';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | string | null;
}

const TOKENS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '...',
  'on',
  'fragment F on User { ...F }',
  '...F',
  '$x',
  '@skip(if: $x)',
  '@include(if: true)',
  '"',
  '"""',
  '#',
  '\u0000',
  '\ufeff',
  '1e999',
  'query',
  'subscription { modelSwapped { version } }',
  '__schema { types { name } }',
  '__type(name: "User") { name }',
  'first: 99999999999',
  '\\uD800',
  '😀',
];

const SHAPES: readonly ((query: string) => unknown)[] = [
  (query) => ({ query, variables: { first: 'x', key: { $ne: 1 } } }),
  (query) => ({ query, variables: [] }),
  (query) => ({ query, variables: 'null' }),
  (query) => ({ query, operationName: 'Missing' }),
  (query) => ({ query, operationName: { toString: 'x' } }),
  (query) => ({ query, extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } }),
  (query) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: query } } }),
  (query) => ({ query, extensions: 7 }),
  (query) => ({ query: [query] }),
  (query) => ({ query: null, mutation: query }),
  (query) => [{ query }, { query }],
  (query) => query,
  () => null,
  () => ({}),
  (query) => ({ query, __proto__: { admin: true }, constructor: { prototype: {} } }),
  (query) => ({ query, variables: nested(200) }),
];

/** Requests drawn from a seed: operations of the schema, and what becomes of them by changes at every level. */
export class FuzzedRequests {
  readonly #queries: GeneratedQueries;
  readonly #random: Random;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#queries = new GeneratedQueries(schema, random);
    this.#random = random;
  }

  next(): FuzzedRequest {
    const query = this.#queries.next();
    switch (this.#random.below(10)) {
      case 0:
      case 1:
      case 2:
        return post(JSON.stringify({ query }));
      case 3:
      case 4:
        return post(JSON.stringify({ query: this.#mutatedTokens(query) }));
      case 5:
        return post(JSON.stringify({ query: this.#mutatedText(query) }));
      case 6:
        return post(JSON.stringify(this.#pick(SHAPES)(query)));
      case 7:
        return post(this.#mutatedBytes(Buffer.from(JSON.stringify({ query }))));
      case 8:
        return this.#otherHeaders(query);
      default:
        return this.#otherRoute(query);
    }
  }

  #pick<Value>(values: readonly Value[]): Value {
    return values[this.#random.below(values.length)]!;
  }

  /** Words left out, doubled, moved, or put in. */
  #mutatedTokens(query: string): string {
    const words = query.split(' ');
    for (let change = 1 + this.#random.below(4); change > 0; change--) {
      const at = this.#random.below(words.length);
      const kind = this.#random.below(4);
      if (kind === 0) words.splice(at, 1);
      else if (kind === 1) words.splice(at, 0, words[this.#random.below(words.length)] ?? '');
      else if (kind === 2) words.splice(at, 0, this.#pick(TOKENS));
      else words.splice(at, 0, ...words.slice(0, this.#random.below(words.length)));
    }
    return words.join(' ');
  }

  #mutatedText(query: string): string {
    const letters = Array.from(query);
    for (let change = 1 + this.#random.below(8); change > 0; change--) {
      letters[this.#random.below(letters.length)] = String.fromCharCode(this.#random.below(0x300));
    }
    return letters.join('');
  }

  #mutatedBytes(bytes: Buffer): Buffer {
    for (let change = 1 + this.#random.below(6); change > 0; change--) {
      bytes[this.#random.below(bytes.length)] = this.#random.below(256);
    }
    return this.#random.below(4) === 0 ? bytes.subarray(0, this.#random.below(bytes.length)) : bytes;
  }

  #otherHeaders(query: string): FuzzedRequest {
    const type = this.#pick([
      'text/plain',
      'application/json; charset=utf-16',
      'application/graphql',
      'multipart/form-data',
      'application/json;charset="utf-8"',
      'APPLICATION/JSON',
      '',
    ]);
    const headers = {
      'content-type': type,
      accept: this.#pick(['*/*', 'application/graphql-response+json', 'text/html', 'application/json;q=0', '']),
      'content-encoding': this.#pick(['identity', 'gzip', 'br', 'x']),
      'x-request-id': this.#pick(['ok', 'a b', '<script>', 'x'.repeat(500), '../../etc']),
      origin: this.#pick(['null', 'https://evil.example', 'http://localhost']),
      authorization: this.#pick(['Bearer x', 'Basic eDp5', 'Bearer a.b.c', '']),
    };
    return { ...post(JSON.stringify({ query })), headers };
  }

  #otherRoute(query: string): FuzzedRequest {
    const search = new URLSearchParams({ query, variables: this.#pick(['{}', '[', 'null']) });
    const path = this.#pick([
      `/graphql?${search.toString()}`,
      '/',
      '/graphiql',
      '/readyz',
      '/healthz',
      '/metrics',
      '/graphql/stream',
      '/graphql/',
      '/%2e%2e/package.json',
      '/graphql%00',
      '//graphql',
      '/constructor',
      '/__proto__',
    ]);
    const method = this.#pick(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'] as const);
    return { method, path, headers: {}, body: null };
  }
}

function post(body: Buffer | string): FuzzedRequest {
  return { method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' }, body };
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = { value };
  return value;
}
