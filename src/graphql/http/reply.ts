import type { HttpResponse } from './http-message.js';
import type { HttpError } from './http-error.js';

/** Answers are one user's: nothing between her and the server may keep them. */
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: `${JSON.stringify(value)}\n` };
}

export function textReply(body: string): Reply {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export function emptyReply(status: number, headers: Readonly<Record<string, string>>): Reply {
  return { status, headers, body: '' };
}

/** In the shape of a GraphQL answer, so that clients need one way only to read errors. */
export function errorReply(error: HttpError): Reply {
  const reply = jsonReply(error.status, { errors: [{ message: error.message, extensions: { code: error.code } }] });
  return { ...reply, headers: { ...reply.headers, ...error.headers } };
}

/** Writes the reply; its body is left out where the request is HEAD. */
export function send(response: HttpResponse, reply: Reply, isHead: boolean): void {
  const body = Buffer.from(reply.body, 'utf8');
  const length = reply.status === 204 ? {} : { 'content-length': body.length };
  response.writeHead(reply.status, { ...HEADERS, ...reply.headers, ...length });
  if (isHead) response.end();
  else response.end(body);
}
