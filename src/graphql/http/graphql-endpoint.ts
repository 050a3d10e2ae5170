import type { IncomingMessage } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { RequestContext } from '../request-context.js';
import { methodNotAllowed } from './http-error.js';
import { readJsonBody } from './read-body.js';
import { emptyReply, type Reply } from './reply.js';

export interface GraphqlEndpointOptions {
  readonly apollo: ApolloServer<RequestContext>;
  /** Whether queries may come by GET. */
  readonly allowGet: boolean;
  readonly bodyBytes: number;
}

/** Answers one GraphQL request. `createContext` is called once the request has been read. HttpError when HTTP refuses it. */
export async function answerGraphql(
  request: IncomingMessage,
  { apollo, allowGet, bodyBytes }: GraphqlEndpointOptions,
  createContext: () => RequestContext,
): Promise<Reply> {
  const methods = allowGet ? 'GET, POST, OPTIONS' : 'POST, OPTIONS';
  const method = request.method ?? '';
  if (method === 'OPTIONS') return emptyReply(204, { allow: methods });
  if (method !== 'POST' && !(method === 'GET' && allowGet)) throw methodNotAllowed(methods);
  const body = method === 'POST' ? await readJsonBody(request, bodyBytes) : undefined;
  const [, search = ''] = (request.url ?? '').split('?', 2);
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: headerMap(request), search, body },
    context: async () => createContext(),
  });
  return replyOf(response);
}

/** The headers as Apollo takes them, with its word that this is no cross-site request where the browser said so. */
function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const site = headers.get('sec-fetch-site') ?? 'none';
  if (request.method === 'GET' && (site === 'none' || site === 'same-origin'))
    headers.set('apollo-require-preflight', '1');
  return headers;
}

function replyOf({ status, headers, body }: HTTPGraphQLResponse): Reply {
  // Answers in parts need @defer, which graphql 16 does not have.
  if (body.kind === 'chunked') throw new Error('Apollo answered in parts.');
  return { status: status ?? 200, headers: Object.fromEntries(headers), body: body.string };
}
