import type { ServerParts } from '../server-parts.js';
import { toGraphiql } from '../graphiql/graphiql-routes.js';
import { textReply } from './reply.js';
import type { Route } from './route.js';

/** What `GET /` shows a person: a browser is sent to GraphiQL where there is one, a terminal gets words. */
export function landingRoute({ url, hasGraphiql }: Pick<ServerParts, 'url' | 'hasGraphiql'>): Route {
  return {
    path: '/',
    methods: ['GET', 'HEAD'],
    isGated: false,
    answer({ request }) {
      const isBrowser = request.headers.accept?.includes('text/html') === true;
      return isBrowser && hasGraphiql ? toGraphiql() : textReply(landingText(url()));
    },
  };
}

function landingText(url: string): string {
  return `Edgewise

Recommendations over GraphQL: POST queries to ${url}

curl ${url} -H 'content-type: application/json' \\
  -d '{"query":"{ users(first: 1) { nodes { key recommendations(first: 5) { edges { rank score node { key title } } } } } }"}'

State: ${new URL('/readyz', url).href}
`;
}
