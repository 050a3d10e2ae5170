import type { WebSocket } from 'ws';

const PING_MILLISECONDS = 12_000;
/** Pings that a socket may hear without having a subscription. */
const IDLE_PINGS = 5;

const NORMAL = 1000;

/** Drops a socket whose other end is gone, and closes one that asks for nothing. Returns what stops that. */
export function careFor(socket: WebSocket, operations: () => number): () => void {
  let isAlive = true;
  let idlePings = 0;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    idlePings = operations() > 0 ? 0 : idlePings + 1;
    if (idlePings >= IDLE_PINGS) {
      socket.close(NORMAL, 'Idle.');
      return;
    }
    isAlive = false;
    socket.ping();
  }, PING_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}
