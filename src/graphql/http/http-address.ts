import { createServer as createHttp1, type IncomingMessage, type Server as Http1Server } from 'node:http';
import { createServer as createHttp2, type Http2Server } from 'node:http2';
import { createServer as createTcp, type Server as TcpServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTls } from 'node:tls';
import type { ServerLimits } from '../limits/server-limits.js';
import type { TlsKeys } from '../server-options.js';
import { detectProtocol } from './detect-protocol.js';
import { drain, type DrainTimes } from './drain.js';
import { Http2Sessions } from './http2-sessions.js';
import { listen } from './listen.js';
import { createRequestListener, type ListenerOptions } from './request-listener.js';

export interface AddressOptions extends ListenerOptions {
  readonly host: string;
  readonly port: number;
  /** Speaks TLS with these; in the clear when absent. */
  readonly tls?: TlsKeys | undefined;
  readonly limits: ServerLimits;
}

/** Streams of one connection that run at a time; a client that wants more waits. */
const CONCURRENT_STREAMS = 100;

/**
 * An address at which requests are answered, in HTTP/1.1 and HTTP/2: the port accepts connections and hands each to the
 * server of what it speaks. Over TLS the handshake says which (ALPN), in the clear the first bytes do.
 */
export class HttpAddress {
  readonly #acceptor: TcpServer;
  readonly #http1: Http1Server;
  readonly #sessions: Http2Sessions;
  readonly #sockets = new Set<Socket>();
  readonly #base: string;
  #port = 0;

  /** Listens at once. Errors: BIND_FAILED. */
  static async open(options: AddressOptions): Promise<HttpAddress> {
    const address = new HttpAddress(options);
    address.#port = await listen(address.#acceptor, options.host, options.port);
    // What node does when a server of its own starts to listen: from now on it looks for requests past their time.
    address.#http1.emit('listening');
    return address;
  }

  private constructor(options: AddressOptions) {
    const { host, tls, limits } = options;
    const answer = createRequestListener(options);
    const http2 = createHttp2({ settings: { maxConcurrentStreams: CONCURRENT_STREAMS } }, answer);
    this.#http1 = createHttp1(timeouts(limits), answer);
    this.#sessions = new Http2Sessions(http2, limits);
    this.#acceptor =
      tls === undefined ? clearAcceptor(this.#http1, http2, limits) : tlsAcceptor(this.#http1, http2, tls, limits);
    this.#acceptor.maxConnections = limits.connections;
    this.#acceptor.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#base = `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}`;
  }

  /** `http://HOST:PORT`, without a slash at its end. */
  get origin(): string {
    return `${this.#base}:${this.#port}`;
  }

  /** Hands over connections of HTTP/1.1 that ask to speak another protocol; without a listener they are closed. */
  onUpgrade(listener: (request: IncomingMessage, stream: Duplex, head: Buffer) => void): void {
    this.#http1.on('upgrade', listener);
  }

  /** Finishes running requests, then closes every connection. Resolves with whether all finished in time. */
  close(times: DrainTimes): Promise<boolean> {
    return drain(
      { acceptor: this.#acceptor, http1: this.#http1, sessions: this.#sessions, sockets: this.#sockets },
      times,
    );
  }
}

function clearAcceptor(http1: Http1Server, http2: Http2Server, limits: ServerLimits): TcpServer {
  const hand = (socket: Socket, isHttp2: boolean): void => void (isHttp2 ? http2 : http1).emit('connection', socket);
  return createTcp({ allowHalfOpen: true, noDelay: true }, (socket) =>
    detectProtocol(socket, limits.headersMilliseconds, hand),
  );
}

function tlsAcceptor(http1: Http1Server, http2: Http2Server, keys: TlsKeys, limits: ServerLimits): TcpServer {
  const options = {
    ...keys,
    minVersion: 'TLSv1.2' as const,
    ALPNProtocols: ['h2', 'http/1.1'],
    handshakeTimeout: limits.headersMilliseconds,
  };
  return createTls(options, (socket) => void (socket.alpnProtocol === 'h2' ? http2 : http1).emit('connection', socket));
}

function timeouts(limits: ServerLimits): NonNullable<Parameters<typeof createHttp1>[0]> {
  return {
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    // How often node looks for requests past their time; half the shortest is soon enough.
    connectionsCheckingInterval: Math.ceil(Math.min(limits.headersMilliseconds, limits.requestMilliseconds) / 2),
  };
}
