import type { Server as Http1Server } from 'node:http';
import type { Server as TcpServer, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Http2Sessions } from './http2-sessions.js';

/** How often connections that went idle meanwhile are looked for. */
const SWEEP_MILLISECONDS = 50;

export interface Drained {
  /** Accepts the connections of both. */
  readonly acceptor: TcpServer;
  readonly http1: Http1Server;
  readonly sessions: Http2Sessions;
  /** Every open connection. */
  readonly sockets: ReadonlySet<Socket>;
}

/**
 * Stops accepting, lets running requests finish and closes connections as they fall idle; after `deadline` milliseconds
 * those that are left are cut off. Resolves with whether all finished in time.
 */
export async function drain({ acceptor, http1, sessions, sockets }: Drained, deadline: number): Promise<boolean> {
  const closed = new Promise<true>((resolve) => acceptor.close(() => resolve(true)));
  const sweep = setInterval(() => http1.closeIdleConnections(), SWEEP_MILLISECONDS);
  const timer = new AbortController();
  const tooLate = delay(deadline, false, { signal: timer.signal }).catch(() => false);
  try {
    http1.close(); // which listens nowhere: it ends its watch over time limits
    sessions.close();
    const finished = await Promise.race([closed, tooLate]);
    if (!finished) for (const socket of sockets) socket.destroy();
    await closed;
    return finished;
  } finally {
    clearInterval(sweep);
    timer.abort();
  }
}
