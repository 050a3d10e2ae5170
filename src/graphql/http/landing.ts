import type { ServerParts } from '../server-parts.js';
import { textReply } from './reply.js';
import type { Route } from './route.js';

/** What `GET /` shows a person who opens the address in a browser. */
export function landingRoute({ url }: Pick<ServerParts, 'url'>): Route {
  return { path: '/', methods: ['GET', 'HEAD'], isGated: false, answer: () => textReply(landingText(url())) };
}

function landingText(url: string): string {
  return `Edgewise

Recommendations over GraphQL: POST queries to ${url}

curl ${url} -H 'content-type: application/json' \\
  -d '{"query":"{ users(first: 1) { nodes { key recommendations(first: 5) { edges { rank score node { key title } } } } } }"}'

State: ${new URL('/readyz', url).href}
`;
}
