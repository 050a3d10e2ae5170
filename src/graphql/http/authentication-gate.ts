import type { AccessControl } from '../access/access-control.js';
import type { Gate } from './gate.js';

/** Notes who a request comes from; 401 for one that does not say. A preflight carries no credential and is let through. */
export function authenticationGate(access: AccessControl): Gate {
  return async (exchange) => {
    if (exchange.method === 'OPTIONS') return;
    exchange.client = await access.identify(exchange.request.headers);
  };
}
