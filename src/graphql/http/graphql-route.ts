import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { createRequestContext, type RequestHead } from '../request-context.js';
import type { ServerParts } from '../server-parts.js';
import type { Exchange } from './exchange.js';
import { GRAPHQL_PATH } from './graphql-path.js';
import { answerKnown } from './known-operation.js';
import { readJsonBody } from './read-body.js';
import { emptyReply, type Reply } from './reply.js';
import type { Route } from './route.js';

/** Where GraphQL is spoken: POST and, where the server allows it, GET. */
export function graphqlRoute(parts: ServerParts): Route {
  const { admission, limits, options } = parts;
  const methods = options.allowGet === true ? ['GET', 'POST', 'OPTIONS'] : ['POST', 'OPTIONS'];
  const answerPosted = answerKnown(parts);
  return {
    path: GRAPHQL_PATH,
    methods,
    isGated: true,
    async answer(exchange) {
      const { request, method } = exchange;
      if (method === 'OPTIONS') return emptyReply(204, { allow: methods.join(', ') });
      if (method === 'GET') return admission.run(exchange, () => throughApollo(parts, exchange, undefined, exchange));
      const body = await readJsonBody(request, limits.bodyBytes);
      const longWay = (head: RequestHead): Promise<Reply> => throughApollo(parts, exchange, body, head);
      return admission.run(exchange, () => answerPosted(exchange, body, longWay));
    },
  };
}

async function throughApollo(
  { apollo, backend, served }: ServerParts,
  exchange: Exchange,
  body: unknown,
  head: RequestHead,
): Promise<Reply> {
  const { method, search } = exchange;
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: headerMap(exchange), search, body },
    context: async () => createRequestContext(backend, served.current, head),
  });
  return replyOf(response);
}

/** The headers as Apollo takes them, with its word that this is no cross-site request where the browser said so. */
function headerMap({ request, method }: Exchange): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const site = headers.get('sec-fetch-site') ?? 'none';
  if (method === 'GET' && (site === 'none' || site === 'same-origin')) headers.set('apollo-require-preflight', '1');
  return headers;
}

function replyOf({ status, headers, body }: HTTPGraphQLResponse): Reply {
  // Answers in parts need @defer, which graphql 16 does not have.
  if (body.kind === 'chunked') throw new Error('Apollo answered in parts.');
  return { status: status ?? 200, headers: Object.fromEntries(headers), body: body.string };
}
