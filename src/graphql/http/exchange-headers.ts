import { originHeaders } from './cors.js';
import type { Exchange } from './exchange.js';

/**
 * What an answer says of its exchange, whatever it is: the request's id, which pages may read it, what is left of the
 * client's rate. Names and values of headers, in turn.
 */
export function exchangeHeaders({ request, requestId, rate }: Exchange, corsOrigins: readonly string[]): string[] {
  const headers = ['x-request-id', requestId, ...originHeaders(request, corsOrigins)];
  if (rate !== undefined) {
    headers.push('ratelimit-limit', String(rate.limit), 'ratelimit-remaining', String(rate.remaining));
    headers.push('ratelimit-reset', String(rate.resetSeconds));
  }
  return headers;
}
