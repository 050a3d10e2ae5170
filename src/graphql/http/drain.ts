import type { Server as Http1Server } from 'node:http';
import type { Server as TcpServer, Socket } from 'node:net';
import { setImmediate as nextRound, setTimeout as delay } from 'node:timers/promises';
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

/** In milliseconds from the beginning. */
export interface DrainTimes {
  /** Until then connections stay open though they are idle: a request may be on its way on them. */
  readonly grace: number;
  /** Then those that are left are cut off. */
  readonly deadline: number;
}

/**
 * Stops accepting and lets running requests finish. Who has a connection open may still ask on it during the grace and
 * is told with the answer that the connection ends; after it, connections are closed as they fall idle. Resolves with
 * whether all finished before the deadline.
 */
export async function drain(drained: Drained, { grace, deadline }: DrainTimes): Promise<boolean> {
  const { acceptor, http1, sessions, sockets } = drained;
  const closed = new Promise<true>((resolve) => acceptor.close(() => resolve(true)));
  const timers = new AbortController();
  const tooLate = delay(deadline, false, { signal: timers.signal }).catch(() => false);
  sessions.announceEnd();
  const closing = closeAsTheyIdle(drained, grace, timers.signal).catch(() => undefined); // ended by the signal
  try {
    const finished = await Promise.race([closed, tooLate]);
    if (!finished) for (const socket of sockets) socket.destroy();
    await closed;
    return finished;
  } finally {
    timers.abort();
    await closing;
    http1.close(); // which listens nowhere: it ends its watch over time limits
  }
}

/** Goes on until the signal. */
async function closeAsTheyIdle(
  { http1, sessions, sockets }: Drained,
  grace: number,
  signal: AbortSignal,
): Promise<void> {
  await delay(grace, undefined, { signal });
  await nextRound(undefined, { signal }); // what has arrived by now is read first
  sessions.close();
  // Nobody's yet: it has not said what it speaks.
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  while (!signal.aborted) {
    http1.closeIdleConnections();
    await delay(SWEEP_MILLISECONDS, undefined, { signal });
  }
}
