import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { EdgewiseError } from '../../core/errors.js';

/** Starts to accept connections; returns the port, which the system chose where it was 0. Errors: BIND_FAILED. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new EdgewiseError('BIND_FAILED', `Cannot listen on ${host}:${port}: ${reason(error)}.`, { cause: error });
  }
  return (server.address() as AddressInfo).port;
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return 'another process listens there';
    case 'EACCES':
      return 'not permitted';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address';
    default:
      return String(code ?? error);
  }
}
