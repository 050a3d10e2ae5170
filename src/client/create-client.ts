import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, Kind, OperationTypeNode, print } from 'graphql';
import { type ApiError, ResponseError } from './client-errors.js';
import { documentHash } from './document-hash.js';
import { post, type PostedAnswer, type PostOptions } from './post.js';
import { pause, waitBefore } from './retry.js';

export interface ClientOptions {
  /** `https://HOST/graphql` */
  readonly url: string;
  /** An API key or a token, or what gives one for each request. */
  readonly credential?: string | (() => string | Promise<string>);
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The platform's when absent. */
  readonly fetch?: typeof fetch;
  /** For one attempt; 10,000 when absent. */
  readonly timeoutMilliseconds?: number;
  /** How often what failed is sent again; 2 when absent. Mutations only where the server says that it did not begin. */
  readonly retries?: number;
  /** Whether documents are sent by their hash, and their text only to a server that does not know it; true when absent. */
  readonly persisted?: boolean;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** An answer as it came: what could be answered, and what could not. */
export interface Answer<Data> {
  /** Undefined where nothing was executed. */
  readonly data: Data | undefined;
  readonly errors: readonly ApiError[];
  /** Rows that the operation counted; see docs/api.md. */
  readonly cost: number | undefined;
}

/** Variables may be left out where the operation needs none. */
type Given<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

export interface EdgewiseClient {
  /** All that was asked for. Errors: ResponseError when anything is missing, NetworkError, TimeoutError. */
  request<Data, Variables>(document: TypedDocumentNode<Data, Variables>, ...given: Given<Variables>): Promise<Data>;
  /** What could be answered, with the errors beside it. Errors: ResponseError when nothing was executed, and the others. */
  ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, ...given: Given<Variables>): Promise<Answer<Data>>;
}

export function createClient(options: ClientOptions): EdgewiseClient {
  return {
    async request(document, ...[variables, request]) {
      const answer = await send(document, variables, request?.signal, options);
      if (answer.errors.length > 0) throw new ResponseError(answer);
      return answer.data as never;
    },
    async ask(document, ...[variables, request]) {
      const answer = await send(document, variables, request?.signal, options);
      return { data: (answer.data ?? undefined) as never, errors: answer.errors, cost: answer.cost };
    },
  };
}

/** Sends until there is an answer with data, or no use in sending again. */
async function send(
  document: DocumentNode,
  variables: unknown,
  signal: AbortSignal | undefined,
  options: ClientOptions,
): Promise<PostedAnswer> {
  const isQuery = operationOf(document)?.operation === OperationTypeNode.QUERY;
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(document, variables, signal, options).catch((error: unknown) => error as Error);
    signal?.throwIfAborted();
    if (!(outcome instanceof Error) && outcome.data !== undefined && outcome.data !== null) return outcome;
    const wait = attempt < (options.retries ?? 2) ? waitBefore(attempt, outcome, isQuery) : undefined;
    if (wait === undefined) {
      if (outcome instanceof Error) throw outcome;
      throw new ResponseError(outcome);
    }
    await pause(wait, signal);
  }
}

/** By hash first; with the text where the server asks for it. */
async function attemptOnce(
  document: DocumentNode,
  variables: unknown,
  signal: AbortSignal | undefined,
  options: ClientOptions,
): Promise<PostedAnswer> {
  const hash = options.persisted === false ? undefined : documentHash(document);
  const operationName = operationOf(document)?.name?.value;
  const body = { operationName, variables };
  const posting = await postOptions(options, signal);
  if (hash === undefined) return post({ ...body, query: print(document) }, posting);
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  const answer = await post({ ...body, extensions }, posting);
  switch (answer.errors[0]?.extensions?.code) {
    case 'PERSISTED_QUERY_NOT_FOUND':
      return post({ ...body, query: print(document), extensions }, posting);
    case 'PERSISTED_QUERY_NOT_SUPPORTED':
      return post({ ...body, query: print(document) }, posting);
    default:
      return answer;
  }
}

async function postOptions(options: ClientOptions, signal: AbortSignal | undefined): Promise<PostOptions> {
  const { url, credential, headers = {}, timeoutMilliseconds = 10_000 } = options;
  const secret = typeof credential === 'function' ? await credential() : credential;
  return {
    url,
    fetch: options.fetch ?? fetch,
    headers: secret === undefined ? headers : { ...headers, authorization: `Bearer ${secret}` },
    timeoutMilliseconds,
    signal,
  };
}

function operationOf({ definitions }: DocumentNode) {
  return definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
}
