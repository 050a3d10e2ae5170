import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '../../core/log.js';
import { createRequestContext, type Backend, type OperationTrace, type RequestHead } from '../request-context.js';
import type { ServedSnapshot } from '../served-snapshot.js';
import { allowOrigin } from './cors.js';
import { answerGraphql, type GraphqlEndpointOptions } from './graphql-endpoint.js';
import { healthReply, readinessReply } from './health.js';
import { HttpError, methodNotAllowed } from './http-error.js';
import { landingText } from './landing.js';
import { errorReply, type Reply, send, textReply } from './reply.js';
import { requestIdOf } from './request-id.js';

export const GRAPHQL_PATH = '/graphql';

export interface ListenerOptions {
  readonly backend: Backend;
  readonly served: ServedSnapshot;
  readonly graphql: GraphqlEndpointOptions;
  /** Origins whose pages may read answers. */
  readonly corsOrigins: readonly string[];
  /** Whether `GET /` shows how to ask. */
  readonly landing: boolean;
  /** Where queries go, for people. */
  readonly url: () => string;
  readonly isDraining: () => boolean;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly path: string;
  readonly head: RequestHead;
  readonly trace: OperationTrace;
}

/** Answers every request of the server: routes it, turns what fails into an answer, and logs one line. */
export function createRequestListener(options: ListenerOptions): RequestListener {
  return (request, response) => void handle(request, response, options);
}

async function handle(request: IncomingMessage, response: ServerResponse, options: ListenerOptions): Promise<void> {
  const startedAt = performance.now();
  const requestId = requestIdOf(request);
  const exchange: Exchange = {
    request,
    path: (request.url ?? '').split('?', 1)[0] ?? '',
    head: { requestId, isAbandoned: () => response.destroyed },
    trace: { errorCodes: new Set() },
  };
  response.setHeader('x-request-id', requestId);
  allowOrigin(request, response, options.corsOrigins);
  const reply = await route(exchange, options).catch((error: unknown) =>
    failureReply(error, exchange, options.backend.log),
  );
  if (options.isDraining()) response.setHeader('connection', 'close');
  logRequest(exchange, reply, performance.now() - startedAt, options.backend.log);
  if (!response.destroyed) send(response, reply, request.method === 'HEAD');
}

async function route(exchange: Exchange, options: ListenerOptions): Promise<Reply> {
  const { request, path, head, trace } = exchange;
  const { backend, served } = options;
  switch (path) {
    case GRAPHQL_PATH:
      if (options.isDraining())
        throw new HttpError(503, 'SHUTTING_DOWN', 'The server is about to stop.', { 'retry-after': '1' });
      return answerGraphql(request, options.graphql, () => createRequestContext(backend, served.current, head, trace));
    case '/healthz':
      assertGet(request);
      return healthReply();
    case '/readyz':
      assertGet(request);
      return readinessReply(backend, served, options.isDraining());
    case '/':
      if (options.landing) {
        assertGet(request);
        return textReply(landingText(options.url()));
      }
  }
  throw new HttpError(404, 'BAD_REQUEST', `Queries go to ${GRAPHQL_PATH}.`);
}

function assertGet({ method }: IncomingMessage): void {
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
}

function failureReply(error: unknown, { request, head }: Exchange, log: Logger): Reply {
  if (error instanceof HttpError) return errorReply(error);
  // Nobody is left to read this one; it is for the log.
  if (request.errored) return errorReply(new HttpError(400, 'BAD_REQUEST', 'The body ended early.'));
  log.error({ requestId: head.requestId, err: error }, 'A request failed.');
  return errorReply(new HttpError(500, 'INTERNAL', 'Something failed on the server.'));
}

/** Probes come every few seconds: they are only worth a debug line. */
function logRequest({ request, path, head, trace }: Exchange, reply: Reply, milliseconds: number, log: Logger): void {
  const fields = {
    requestId: head.requestId,
    method: request.method,
    path,
    status: reply.status,
    milliseconds: Math.round(milliseconds * 100) / 100,
    ...(trace.operationName !== undefined && { operationName: trace.operationName }),
    ...(trace.errorCodes.size > 0 && { errorCodes: [...trace.errorCodes] }),
    ...(head.isAbandoned() && { abandoned: true }),
  };
  if (path === GRAPHQL_PATH) log.info(fields, 'Answered a request.');
  else log.debug(fields, 'Answered a request.');
}
