import { readFile } from 'node:fs/promises';
import { emptyReply } from '../http/reply.js';
import type { Route } from '../http/route.js';

const GRAPHIQL_PATH = '/graphiql';

const ASSETS = new URL('./assets/', import.meta.url);

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Files of the page by path; those of React and GraphiQL are put beside ours when the program is built. */
const FILES: readonly (readonly [path: string, file: string, type: string])[] = [
  [GRAPHIQL_PATH, 'index.html', HTML],
  [`${GRAPHIQL_PATH}/page.js`, 'page.js', SCRIPT],
  [`${GRAPHIQL_PATH}/page.css`, 'page.css', STYLE],
  [`${GRAPHIQL_PATH}/react.js`, 'vendor/react.js', SCRIPT],
  [`${GRAPHIQL_PATH}/react-dom.js`, 'vendor/react-dom.js', SCRIPT],
  [`${GRAPHIQL_PATH}/graphiql.js`, 'vendor/graphiql.js', SCRIPT],
  [`${GRAPHIQL_PATH}/graphiql.css`, 'vendor/graphiql.css', STYLE],
];

/**
 * Only what this server serves may be loaded or asked. The editor sets style attributes, which is why inline styles are
 * let through; scripts are not. No other page may frame this one.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL as a page of our own that needs no network, for those who may read the schema. */
export function graphiqlRoutes(): Route[] {
  return FILES.map(([path, file, type]) => ({
    path,
    methods: ['GET', 'HEAD'],
    isGated: false,
    async answer() {
      const headers = { 'content-type': type, 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer' };
      return { status: 200, headers, body: await readFile(new URL(file, ASSETS), 'utf8') };
    },
  }));
}

/** Where a browser that opens the address goes on to. */
export function toGraphiql(): ReturnType<typeof emptyReply> {
  return emptyReply(302, { location: GRAPHIQL_PATH });
}
