import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createHandler, type Response as SseResponse } from 'graphql-sse';
import { exchangeHeaders } from '../http/exchange-headers.js';
import type { Exchange } from '../http/exchange.js';
import type { HttpResponse } from '../http/http-message.js';
import { HttpError } from '../http/http-error.js';
import { readJsonBody } from '../http/read-body.js';
import { emptyReply, type Reply, writeHead } from '../http/reply.js';
import { ANSWERED, type Route } from '../http/route.js';
import type { ServerParts } from '../server-parts.js';
import { clientNamer } from './live-client.js';
import { type LiveRequest, startLive } from './live-operation.js';
import { roomFor } from './room-for.js';

const LIVE_PATH = '/graphql/stream';

const METHODS = ['POST', 'OPTIONS'];
/** What the library asks of a request, once it has been looked at here. */
const CHECKED_HEADERS: Readonly<Record<string, string>> = {
  accept: 'text/event-stream',
  'content-type': 'application/json; charset=utf-8',
};
const HEADERS = Object.entries({
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}).flat();

/**
 * Subscriptions as server-sent events, by the protocol of graphql-sse with one stream an operation: POST the subscription,
 * read `next` events until `complete`.
 */
export function eventStreamRoute(parts: ServerParts): Route {
  const nameOf = clientNamer(parts);
  const handle = createHandler<Exchange>({
    authenticate: () => null, // no streams that outlive their request
    onSubscribe: (request, params) => subscribe(parts, request.raw, params),
    // A reader who is behind is not sent more: the news she misses are one by the time she is back.
    onNext: async (_context, request) => room(request.raw.response),
  });
  return {
    path: LIVE_PATH,
    methods: METHODS,
    isGated: true,
    async answer(exchange) {
      if (exchange.method === 'OPTIONS') return emptyReply(204, { allow: METHODS.join(', ') });
      assertAcceptsEvents(exchange);
      const body = (await readJsonBody(exchange.request, parts.limits.bodyBytes)) as Record<string, unknown>;
      let end = (): void => undefined;
      const leave = roomFor(parts, nameOf(exchange.request, exchange.client), 'sse', () => end());
      exchange.onEnd(leave);
      const [content, init] = await handle({
        method: 'POST',
        url: LIVE_PATH,
        headers: { get: (name) => CHECKED_HEADERS[name] },
        body,
        raw: exchange,
        context: undefined,
      });
      if (content === null || typeof content === 'string') return refusal(content, init.status);
      end = () => void content.return();
      exchange.onEnd(end);
      const headers = exchangeHeaders(exchange, parts.options.corsOrigins ?? []);
      writeHead(exchange.response, 200, [...HEADERS, ...headers]);
      void pour(content, exchange.response, parts);
      return ANSWERED;
    },
  };
}

function assertAcceptsEvents({ request }: Exchange): void {
  const accept = request.headers.accept ?? '';
  if (accept.includes('text/event-stream')) return;
  throw new HttpError(406, 'BAD_REQUEST', 'Send accept: text/event-stream.');
}

async function subscribe(
  parts: ServerParts,
  exchange: Exchange,
  request: LiveRequest,
): Promise<SseResponse | AsyncIterable<never>> {
  const started = await startLive(parts, exchange, request);
  // The library passes on what it is given, errors as they are shown.
  if ('results' in started) return started.results as AsyncIterable<never>;
  for (const { extensions } of started) exchange.trace.errorCodes.add(String(extensions?.['code']));
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return [JSON.stringify({ errors: started }), { status: 400, statusText: 'Bad Request', headers }];
}

function refusal(body: string | null, status: number): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: body ?? '' };
}

/** Writes what comes until either side ends it; a reader who takes nothing for too long is cut off. */
async function pour(content: AsyncGenerator<string>, response: HttpResponse, { live }: ServerParts): Promise<void> {
  const { connections } = live;
  try {
    for await (const chunk of content) {
      if (response.destroyed) return;
      if (writes(response, chunk)) continue;
      const isRead = await Promise.race([
        room(response).then(() => true),
        delay(connections.limits.stallMilliseconds, false, { ref: false }),
      ]);
      if (isRead) continue;
      connections.refused('slow');
      response.destroy();
      return;
    }
    response.end();
  } catch {
    response.destroy(); // what failed is logged where it failed; the client connects again
  }
}

/** The two kinds of response say the same of it in signatures that do not meet. */
function writes(response: HttpResponse, chunk: string): boolean {
  return (response as NodeJS.WritableStream).write(chunk);
}

/** Resolves when the client has taken what it was sent, or has gone. */
async function room(response: HttpResponse): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]).catch(() => undefined);
}
