import type { RequestListener } from 'node:http';
import type { Logger } from '../../core/log.js';
import type { ServerObserver } from '../observer.js';
import { chooseCoding } from './compress.js';
import { exchangeHeaders } from './exchange-headers.js';
import { Exchange } from './exchange.js';
import { type Gate, passGates } from './gate.js';
import { GRAPHQL_PATH } from './graphql-path.js';
import { HttpError } from './http-error.js';
import type { HostCheck } from './host-check.js';
import type { HttpRequest, HttpResponse } from './http-message.js';
import { errorReply, type Reply, send } from './reply.js';
import { ANSWERED, findRoute, type Route } from './route.js';

export interface ListenerOptions {
  readonly routes: readonly Route[];
  /** Refuses requests that were sent to somebody else. */
  readonly checkHost: HostCheck;
  /** What requests of gated routes pass, in this order. */
  readonly gates: readonly Gate[];
  /** Origins whose pages may read answers. */
  readonly corsOrigins: readonly string[];
  readonly compression: boolean;
  /** What a request of no route is told. */
  readonly hint: string;
  readonly log: Logger;
  readonly observer: Required<ServerObserver>;
  readonly isDraining: () => boolean;
  /** Requests that take longer are logged as warnings; none are where it is 0. */
  readonly slowMilliseconds: number;
}

/** Answers every request of an address: gates, then its route; turns what fails into an answer, and logs one line. */
export function createRequestListener(
  options: ListenerOptions,
): RequestListener & ((request: HttpRequest, response: HttpResponse) => void) {
  const routes = new Map(options.routes.map((route) => [route.path, route]));
  return (request: HttpRequest, response: HttpResponse) => {
    const exchange = new Exchange(request, response);
    handle(exchange, routes, options).catch((error: unknown) => {
      options.log.error({ requestId: exchange.requestId, err: error }, 'An answer could not be sent.');
      response.destroy();
    });
  };
}

async function handle(exchange: Exchange, routes: ReadonlyMap<string, Route>, options: ListenerOptions): Promise<void> {
  const { request, response, method } = exchange;
  if (exchange.path === GRAPHQL_PATH) options.observer.requestStarted();
  const reply = await answer(exchange, routes, options).catch((error: unknown) => {
    const failure = httpErrorOf(error, exchange, options.log);
    exchange.trace.errorCodes.add(failure.code);
    return errorReply(failure);
  });
  if (reply === ANSWERED) {
    exchange.onEnd(() => tellEnd(exchange, response.statusCode, options));
    return;
  }
  tellEnd(exchange, reply.status, options);
  if (exchange.isAbandoned()) return;
  const headers = exchangeHeaders(exchange, options.corsOrigins);
  if (options.isDraining() && request.httpVersionMajor === 1) headers.push('connection', 'close');
  const coding = options.compression ? chooseCoding(request.headers['accept-encoding']?.toString()) : 'never';
  await send(response, reply, { headers, isHead: method === 'HEAD', coding });
}

async function answer(
  exchange: Exchange,
  routes: ReadonlyMap<string, Route>,
  { checkHost, gates, hint }: ListenerOptions,
): Promise<Reply | typeof ANSWERED> {
  checkHost(exchange.request);
  const route = findRoute(routes, exchange, hint);
  if (route.isGated) await passGates(gates, exchange);
  return route.answer(exchange);
}

function httpErrorOf(error: unknown, { request, requestId }: Exchange, log: Logger): HttpError {
  if (error instanceof HttpError) return error;
  // Nobody is left to read this one; it is for the log.
  if (request.errored) return new HttpError(400, 'BAD_REQUEST', 'The body ended early.');
  log.error({ requestId, err: error }, 'A request failed.');
  return new HttpError(500, 'INTERNAL', 'Something failed on the server.');
}

function tellEnd(exchange: Exchange, status: number, options: ListenerOptions): void {
  const { log, observer, slowMilliseconds } = options;
  const { requestId, method, path, trace } = exchange;
  const milliseconds = performance.now() - exchange.startedAt;
  const isAbandoned = exchange.isAbandoned();
  const { operationName, errorCodes } = trace;
  observer.requestEnded({ requestId, method, path, status, milliseconds, operationName, errorCodes, isAbandoned });
  const fields = {
    requestId,
    method,
    path,
    status,
    milliseconds: Math.round(milliseconds * 100) / 100,
    ...(operationName !== undefined && { operationName }),
    ...(errorCodes.size > 0 && { errorCodes: [...errorCodes] }),
    ...(isAbandoned && { abandoned: true }),
  };
  // Probes come every few seconds: they are only worth a debug line.
  if (path !== GRAPHQL_PATH) log.debug(fields, 'Answered a request.');
  else if (slowMilliseconds > 0 && milliseconds > slowMilliseconds) log.warn(fields, 'Answered a request slowly.');
  else log.info(fields, 'Answered a request.');
}
