import { isUtf8 } from 'node:buffer';
import type { HttpRequest } from './http-message.js';
import { HttpError } from './http-error.js';

/**
 * Many clients read no answer before they have sent everything: a body up to this many limits long is read and thrown
 * away before it is refused; a longer one finds the connection closed.
 */
const DISCARDED_LIMITS = 10;

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The JSON body of a request. HttpError 415 unless it says that it is JSON in UTF-8 and not compressed, 413 when it is
 * longer than `limit` bytes (known from its length or met while reading), 400 when it is not JSON.
 */
export async function readJsonBody(request: HttpRequest, limit: number): Promise<unknown> {
  assertJson(request);
  const bytes = await readBytes(request, limit);
  // Bad UTF-8 is refused, not replaced: a key that came out changed would be another user's.
  if (!isUtf8(bytes)) throw notJson();
  const text = bytes.toString();
  try {
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text) as unknown;
  } catch {
    throw notJson();
  }
}

function notJson(): HttpError {
  return new HttpError(400, 'BAD_REQUEST', 'The body is not JSON in UTF-8.');
}

function assertJson({ headers }: HttpRequest): void {
  if (headers['content-type'] === 'application/json' && headers['content-encoding'] === undefined) return; // most do
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => /^\s*charset="?([^"]*)"?\s*$/.exec(parameter)?.[1]).find(Boolean);
  if (type.trim() !== 'application/json' || (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')) {
    throw new HttpError(415, 'BAD_REQUEST', 'Send content-type application/json, in UTF-8.', {
      accept: 'application/json',
    });
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new HttpError(415, 'BAD_REQUEST', 'Send the body without content-encoding.', {
      'accept-encoding': 'identity',
    });
  }
}

/** By its events: iterating over a request costs more than all else that is done with it. */
function readBytes(request: HttpRequest, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limit * DISCARDED_LIMITS) throw tooLarge(limit);
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else if (length > limit * DISCARDED_LIMITS) {
        request.pause();
        reject(tooLarge(limit));
      }
    });
    request.once('end', () => {
      if (length > limit) reject(tooLarge(limit));
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    request.once('error', reject);
    request.once('close', () => {
      if (!request.readableEnded) reject(new HttpError(400, 'BAD_REQUEST', 'The body ended early.'));
    });
  });
}

function tooLarge(limit: number): HttpError {
  return new HttpError(413, 'QUERY_TOO_LARGE', `The body is longer than ${limit} bytes.`, { connection: 'close' });
}
