import type { ServerParts } from '../server-parts.js';
import type { Gate } from './gate.js';
import { HttpError } from './http-error.js';

/** Sends to another replica what comes when the server has told every client that it stops. */
export function drainGate({ refusesWork }: Pick<ServerParts, 'refusesWork'>): Gate {
  return () => {
    if (refusesWork())
      throw new HttpError(503, 'SHUTTING_DOWN', 'The server is about to stop.', { 'retry-after': '1' });
  };
}
