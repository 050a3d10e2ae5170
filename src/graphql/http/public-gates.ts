import type { ServerParts } from '../server-parts.js';
import { drainGate } from './drain-gate.js';
import type { Gate } from './gate.js';

/** What a request passes before a gated route answers it, in this order: admission, authentication, rate limit. */
export function publicGates(parts: ServerParts): Gate[] {
  return [drainGate(parts), parts.admission.refuseWhenFull];
}
