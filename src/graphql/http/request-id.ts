import { randomUUID } from 'node:crypto';
import type { HttpRequest } from './http-message.js';

/** What may stand in a log line and a header as it is. */
const SANE = /^[\w.:-]{1,128}$/;

/** The request's own `x-request-id` where it is sane, so that one id follows a call through many services; else a new one. */
export function requestIdOf(request: HttpRequest): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}
