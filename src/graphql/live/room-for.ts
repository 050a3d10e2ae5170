import { HttpError } from '../http/http-error.js';
import type { ServerParts } from '../server-parts.js';
import type { LiveTransport } from './live-connections.js';

/** Takes a connection in, see `LiveConnections.admit`. HttpError 503 where there is no room, 429 where it is the client's fault. */
export function roomFor({ live }: ServerParts, client: string, transport: LiveTransport, end: () => void): () => void {
  const admitted = live.connections.admit(client, transport, end);
  if (typeof admitted === 'function') return admitted;
  if (admitted === 'connections_of_client') {
    const most = live.connections.limits.connectionsOfClient;
    throw new HttpError(429, 'TOO_MANY_SUBSCRIPTIONS', `A client may have ${most} live connections at a time.`, {
      'retry-after': '5',
    });
  }
  if (admitted === 'draining') {
    throw new HttpError(503, 'SHUTTING_DOWN', 'The server is about to stop.', { 'retry-after': '1' });
  }
  throw new HttpError(503, 'OVERLOADED', 'The server has as many live connections as it can.', { 'retry-after': '5' });
}
