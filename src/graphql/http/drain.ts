import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** How often connections that went idle meanwhile are looked for. */
const SWEEP_MILLISECONDS = 50;

/**
 * Stops accepting, lets running requests finish and closes connections as they fall idle; after `deadline` milliseconds
 * those that are left are cut off. Resolves with whether all finished in time.
 */
export async function drain(server: Server, deadline: number): Promise<boolean> {
  const closed = new Promise<true>((resolve) => server.close(() => resolve(true)));
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MILLISECONDS);
  const timer = new AbortController();
  const tooLate = delay(deadline, false, { signal: timer.signal }).catch(() => false);
  try {
    server.closeIdleConnections();
    const finished = await Promise.race([closed, tooLate]);
    if (!finished) server.closeAllConnections();
    await closed;
    return finished;
  } finally {
    clearInterval(sweep);
    timer.abort();
  }
}
