import type { HttpRequest, HttpResponse } from './http-message.js';

/** What pages may read beside the body. */
const EXPOSED = 'ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, x-request-id';
const DAY_SECONDS = 86_400;

/**
 * Lets pages of the listed origins call the API; nobody else's. An origin is compared as a whole, and without credentials:
 * the API knows no cookies.
 */
export function allowOrigin(request: HttpRequest, response: HttpResponse, origins: readonly string[]): void {
  if (origins.length === 0) return;
  response.appendHeader('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', EXPOSED);
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'POST, GET');
  response.setHeader('access-control-allow-headers', 'authorization, content-type, x-api-key, x-request-id');
  response.setHeader('access-control-max-age', String(DAY_SECONDS));
}
