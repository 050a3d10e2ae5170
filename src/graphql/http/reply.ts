import type { HttpResponse } from './http-message.js';
import { compress, type ContentCoding, SMALLEST_COMPRESSED } from './compress.js';
import type { HttpError } from './http-error.js';

/** Answers are one user's: nothing between her and the server may keep them. */
const HEADERS = {
  'cache-control': 'no-store',
  // Nothing here is a page: no browser may take it for one, frame it, or load it into another site's.
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** For answers over TLS: browsers come back over TLS for a year. */
const TLS_HEADERS = { 'strict-transport-security': 'max-age=31536000' };

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

/** Writes the reply, compressed where `coding` says so and it is worth it; HEAD and 304 have no body. */
export async function send(
  response: HttpResponse,
  reply: Reply,
  { isHead, coding }: { readonly isHead: boolean; readonly coding: ContentCoding | 'never' | undefined },
): Promise<void> {
  const size = Buffer.byteLength(reply.body);
  const isLarge = coding !== 'never' && size >= SMALLEST_COMPRESSED;
  if (isLarge) response.appendHeader('vary', 'Accept-Encoding');
  const isCompressed = isLarge && coding !== undefined;
  // As text it leaves in one write with its head.
  const body = isCompressed ? await compress(Buffer.from(reply.body), coding) : reply.body;
  if (response.destroyed) return;
  const hasNone = reply.status === 204 || reply.status === 304;
  // HTTP/2 knows no such header: whoever refused the request only speaks of HTTP/1's.
  const { connection, ...headers } = reply.headers;
  response.writeHead(reply.status, {
    ...HEADERS,
    ...(isOverTls(response) && TLS_HEADERS),
    ...headers,
    ...(connection !== undefined && !('stream' in response) && { connection }),
    ...(isCompressed && { 'content-encoding': coding }),
    ...(!hasNone && { 'content-length': typeof body === 'string' ? size : body.length }),
  });
  if (isHead || hasNone) response.end();
  else response.end(body);
}

function isOverTls({ req }: HttpResponse): boolean {
  return 'encrypted' in req.socket && req.socket.encrypted;
}
