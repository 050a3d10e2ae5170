import type { Socket } from 'node:net';

/** What every HTTP/2 connection begins with, as far as it is told from the methods of HTTP/1. */
const HTTP2_PREFACE = Buffer.from('PRI');

/**
 * Reads a connection's first bytes, puts them back and hands it on with whether they are HTTP/2's. One that says nothing
 * for so long is closed.
 */
export function detectProtocol(
  socket: Socket,
  milliseconds: number,
  hand: (socket: Socket, isHttp2: boolean) => void,
): void {
  let received = Buffer.alloc(0);
  const give = (): void => void socket.destroy();
  const timer = setTimeout(give, milliseconds);
  const look = (): void => {
    const chunk = socket.read() as Buffer | null;
    if (chunk === null) return;
    received = Buffer.concat([received, chunk]);
    const begun = received.subarray(0, HTTP2_PREFACE.length);
    const fits = begun.equals(HTTP2_PREFACE.subarray(0, begun.length));
    if (fits && begun.length < HTTP2_PREFACE.length) return;
    settle();
    socket.unshift(received);
    hand(socket, fits);
  };
  const settle = (): void => {
    clearTimeout(timer);
    socket.off('readable', look);
    socket.off('error', give);
    socket.off('end', give);
    socket.off('close', settle);
  };
  socket.on('readable', look);
  socket.on('error', give);
  socket.on('end', give);
  socket.on('close', settle);
}
