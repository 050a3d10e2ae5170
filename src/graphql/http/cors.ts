import type { HttpRequest } from './http-message.js';

/** What pages may read beside the body. */
const EXPOSED = 'ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, x-request-id';
const DAY_SECONDS = 86_400;
const PREFLIGHT = [
  ...['access-control-allow-methods', 'POST, GET'],
  ...['access-control-allow-headers', 'authorization, content-type, x-api-key, x-request-id'],
  ...['access-control-max-age', String(DAY_SECONDS)],
];

/**
 * Lets pages of the listed origins call the API; nobody else's. An origin is compared as a whole, and without credentials:
 * the API knows no cookies. Names and values of headers, in turn.
 */
export function originHeaders({ method, headers }: HttpRequest, origins: readonly string[]): readonly string[] {
  if (origins.length === 0) return [];
  const vary = ['vary', 'Origin'];
  const { origin } = headers;
  if (origin === undefined || !origins.includes(origin)) return vary;
  const allowed = [...vary, 'access-control-allow-origin', origin, 'access-control-expose-headers', EXPOSED];
  return method === 'OPTIONS' ? [...allowed, ...PREFLIGHT] : allowed;
}
