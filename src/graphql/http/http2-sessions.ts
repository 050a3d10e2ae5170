import { constants, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { ServerLimits } from '../limits/server-limits.js';

/** The stream after which nothing is answered, where that is not yet known (RFC 9113, 6.8). */
const LAST_OF_ALL = 2 ** 31 - 1;

/** The HTTP/2 connections of a server: with the time limits that node keeps for HTTP/1 only, and ended in good order. */
export class Http2Sessions {
  readonly #open = new Set<ServerHttp2Session>();

  constructor(server: Http2Server, { keepAliveMilliseconds, requestMilliseconds }: ServerLimits) {
    server.on('session', (session) => {
      this.#open.add(session);
      session.once('close', () => this.#open.delete(session));
      session.setTimeout(keepAliveMilliseconds, () => session.close());
    });
    server.on('stream', (stream) => endLate(stream, requestMilliseconds));
    server.on('sessionError', () => undefined); // a connection that broke; its requests are told
  }

  /** Tells clients to ask elsewhere; what they have sent before they read this is still answered. */
  announceEnd(): void {
    for (const session of this.#open) session.goaway(constants.NGHTTP2_NO_ERROR, LAST_OF_ALL);
  }

  /** Lets what runs finish and takes nothing new. */
  close(): void {
    for (const session of this.#open) session.close();
  }
}

/** Cancels a request that has not arrived in full in time. */
function endLate(stream: ServerHttp2Stream, milliseconds: number): void {
  const timer = setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), milliseconds);
  const settle = (): void => clearTimeout(timer);
  stream.once('end', settle);
  stream.once('close', settle);
}
