import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';
import { handleProtocols, makeServer, type Server, type ServerOptions } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ErrorCode } from '../../core/error-catalogue.js';
import type { Client } from '../access/client.js';
import { GRAPHQL_PATH } from '../http/graphql-path.js';
import type { ServerParts } from '../server-parts.js';
import { rateSentence } from '../limits/rate-limiter.js';
import { isOriginAllowed } from './allowed-origin.js';
import { clientNamer } from './live-client.js';
import { startLive } from './live-operation.js';
import { careFor } from './socket-care.js';
import { socketClient, socketHead } from './socket-client.js';

/** How long a socket may take to say who it is. */
const INIT_MILLISECONDS = 5000;
const CLOSE_MILLISECONDS = 2000;

/** https://www.iana.org/assignments/websocket#close-code-number */
const GOING_AWAY = 1001;
const INTERNAL_ERROR = 1011;
const TRY_AGAIN_LATER = 1013;

interface Extra {
  readonly request: IncomingMessage;
  readonly socket: WebSocket;
  /** Once it has said who it is. */
  client: Client | undefined;
  operations: () => number;
}

type Parameters = Record<string, unknown> | undefined;

/**
 * Subscriptions over WebSocket at the path of queries, by the protocol graphql-transport-ws. Returns what takes the
 * upgrades of a server.
 */
export function acceptWebSockets(parts: ServerParts): (request: IncomingMessage, stream: Duplex, head: Buffer) => void {
  const { limits } = parts;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.bodyBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const protocol = makeServer(protocolOptions(parts, clientNamer(parts)));
  return (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const refusal = refusalOf(request, parts);
    if (refusal === undefined)
      sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request, protocol, parts));
    else stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  };
}

/** Status line of an upgrade that is refused. */
function refusalOf(
  { url = '', headers }: IncomingMessage,
  { options, live, isDraining }: ServerParts,
): string | undefined {
  if (url.split('?', 1)[0] !== GRAPHQL_PATH) return '404 Not Found';
  if (isDraining()) return '503 Service Unavailable';
  if (isOriginAllowed(headers, options.corsOrigins ?? [])) return undefined;
  live.connections.refused('origin');
  return '403 Forbidden';
}

function open(socket: WebSocket, request: IncomingMessage, protocol: Server<Extra>, parts: ServerParts): void {
  socket.on('error', () => socket.terminate());
  // By address, credential or not: who has not said who it is holds a socket all the same.
  const address = `address ${request.socket.remoteAddress ?? ''}`;
  const leave = parts.live.connections.admit(address, 'ws', () => sendAway(socket));
  if (typeof leave === 'string') {
    socket.close(TRY_AGAIN_LATER, 'Too many connections.');
    return;
  }
  const extra: Extra = { request, socket, client: undefined, operations: () => 0 };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => sent(socket, data, parts),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (listener) =>
        socket.on('message', (data: Buffer) => {
          listener(data.toString('utf8')).catch((error: unknown) => {
            parts.backend.log.error({ err: error }, 'A message of a socket failed.');
            socket.close(INTERNAL_ERROR, 'Internal server error');
          });
        }),
    },
    extra,
  );
  const stopCaring = careFor(socket, () => extra.operations());
  socket.once('close', (code, reason) => {
    stopCaring();
    leave();
    void closed(code, reason.toString('utf8'));
  });
}

/** The other end is asked to close and given a moment to do so. */
function sendAway(socket: WebSocket): void {
  socket.close(GOING_AWAY, 'Connect again.');
  setTimeout(() => socket.terminate(), CLOSE_MILLISECONDS).unref();
}

/** Resolves once the operating system has taken it: no event is answered for a reader who is behind. */
function sent(socket: WebSocket, data: string, { live }: ServerParts): Promise<void> {
  return new Promise((resolve, reject) => {
    const stalled = setTimeout(() => {
      live.connections.refused('slow');
      socket.terminate();
    }, live.connections.limits.stallMilliseconds);
    stalled.unref();
    socket.send(data, (error) => {
      clearTimeout(stalled);
      if (error) reject(error);
      else resolve();
    });
  });
}

function protocolOptions(parts: ServerParts, nameOf: ReturnType<typeof clientNamer>): ServerOptions<Parameters, Extra> {
  const { rates, live } = parts;
  return {
    connectionInitWaitTimeout: INIT_MILLISECONDS,
    async onConnect({ connectionParams, extra, subscriptions }) {
      extra.operations = () => Object.keys(subscriptions).length;
      extra.client = await socketClient(parts, extra.request, connectionParams);
      return extra.client !== undefined;
    },
    async onSubscribe({ extra, subscriptions }, _id, payload) {
      const most = live.connections.limits.operations;
      if (Object.keys(subscriptions).length > most)
        return [refused('TOO_MANY_SUBSCRIPTIONS', `A connection may have ${most} subscriptions at a time.`)];
      const { client, socket, request } = extra;
      const charge = rates && ((rows: number) => rates.take(nameOf(request, client!), rows));
      const state = charge?.(1);
      if (state?.isAllowed === false) return [refused('RATE_LIMITED', rateSentence(state))];
      const allowance = charge && { charge };
      const head = socketHead(client!, allowance, () => socket.readyState !== socket.OPEN);
      const started = await startLive(parts, head, payload);
      if ('results' in started) return { ...started.args, rootValue: started.results };
      return started.map(({ message, extensions = {} }) => new GraphQLError(message, { extensions }));
    },
    // What `onSubscribe` has started.
    subscribe: ({ rootValue }) => rootValue as AsyncIterable<never>,
  };
}

function refused(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
