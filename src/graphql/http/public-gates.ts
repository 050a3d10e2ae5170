import type { ServerParts } from '../server-parts.js';
import { authenticationGate } from './authentication-gate.js';
import { addressReader } from './client-address.js';
import { drainGate } from './drain-gate.js';
import type { Gate } from './gate.js';
import { countFailures, rateGate } from './rate-gate.js';

/** What a request passes before a gated route answers it, in this order: admission, authentication, rate limit. */
export function publicGates(parts: ServerParts): Gate[] {
  const trace = parts.traceGate === undefined ? [] : [parts.traceGate];
  return [...trace, drainGate(parts), parts.admission.refuseWhenFull, ...clientGates(parts)];
}

/** Who asks, and whether it is too much. */
function clientGates({ access, rates, options }: ServerParts): Gate[] {
  const addressOf = addressReader(options.trustedProxies ?? []);
  const authenticate = access.isRequired ? [authenticationGate(access)] : [];
  if (rates === undefined) return authenticate;
  return [...authenticate.map((gate) => countFailures(gate, rates, addressOf)), rateGate(rates, addressOf)];
}
