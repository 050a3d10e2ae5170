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
const TLS_HEADERS = ['strict-transport-security', 'max-age=31536000'];

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

export interface SendOptions {
  /** What the answer says beside its reply: names and values of headers, in turn. */
  readonly headers: readonly string[];
  /** HEAD has no body, nor have 204 and 304. */
  readonly isHead: boolean;
  readonly coding: ContentCoding | 'never' | undefined;
}

/** Writes the reply, compressed where `coding` says so and it is worth it. */
export function send(response: HttpResponse, reply: Reply, options: SendOptions): Promise<void> | undefined {
  const { coding } = options;
  const size = Buffer.byteLength(reply.body);
  const isLarge = coding !== 'never' && size >= SMALLEST_COMPRESSED;
  if (!isLarge || coding === undefined) {
    write(response, reply, options, { isLarge, size, text: reply.body });
    return undefined;
  }
  return compress(Buffer.from(reply.body), coding).then((bytes) =>
    write(response, reply, options, { isLarge, size: bytes.length, bytes, coding }),
  );
}

interface Body {
  /** Whether clients that take other codings get other bytes. */
  readonly isLarge: boolean;
  readonly size: number;
  readonly text?: string;
  readonly bytes?: Buffer;
  readonly coding?: ContentCoding;
}

function write(
  response: HttpResponse,
  reply: Reply,
  { headers, isHead }: SendOptions,
  { isLarge, size, text = '', bytes, coding }: Body,
): void {
  if (response.destroyed) return;
  const hasNone = reply.status === 204 || reply.status === 304;
  const { connection } = reply.headers;
  const head = [...headerBlock(reply.headers), ...headers];
  if (isOverTls(response)) head.push(...TLS_HEADERS);
  // HTTP/2 knows no such header: whoever refused the request only speaks of HTTP/1's.
  if (connection !== undefined && !('stream' in response) && !headers.includes('connection')) {
    head.push('connection', connection);
  }
  if (isLarge) head.push('vary', 'Accept-Encoding');
  if (coding !== undefined) head.push('content-encoding', coding);
  if (!hasNone) head.push('content-length', String(size));
  writeHead(response, reply.status, head);
  if (isHead || hasNone) response.end();
  else if (bytes !== undefined) response.end(bytes);
  // As text it leaves in one write with its head; what is ASCII alone need not be encoded.
  else response.end(text, size === text.length ? 'latin1' : 'utf8');
}

/** Names and values in turn; a name may come twice. */
export function writeHead(response: HttpResponse, status: number, headers: string[]): void {
  if (!('stream' in response)) {
    response.writeHead(status, headers);
    return;
  }
  for (let at = 0; at < headers.length; at += 2) response.appendHeader(headers[at]!, headers[at + 1]!);
  response.writeHead(status);
}

const blocks = new WeakMap<Reply['headers'], readonly string[]>();

/** The headers of a reply with those of every answer, written out once for each object of them. */
function headerBlock(given: Reply['headers']): readonly string[] {
  let block = blocks.get(given);
  if (block === undefined) {
    const headers = Object.entries({ ...HEADERS, ...given });
    block = headers.filter(([name]) => name !== 'connection').flat();
    blocks.set(given, block);
  }
  return block;
}

function isOverTls({ req }: HttpResponse): boolean {
  return 'encrypted' in req.socket && req.socket.encrypted;
}
