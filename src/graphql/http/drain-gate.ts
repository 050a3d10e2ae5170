import type { ServerParts } from '../server-parts.js';
import type { Gate } from './gate.js';
import { HttpError } from './http-error.js';

/** Sends new work to another replica while the server stops. */
export function drainGate({ isDraining }: Pick<ServerParts, 'isDraining'>): Gate {
  return () => {
    if (isDraining()) throw new HttpError(503, 'SHUTTING_DOWN', 'The server is about to stop.', { 'retry-after': '1' });
  };
}
