import type { IncomingMessage } from 'node:http';
import type { Client } from '../access/client.js';
import { addressReader } from '../http/client-address.js';
import type { HttpRequest } from '../http/http-message.js';
import { addressBucket } from '../limits/rate-limiter.js';
import type { ServerParts } from '../server-parts.js';

/** Names what limits and rates tell clients by: the credential, or the address where access is open. */
export function clientNamer({
  options,
}: ServerParts): (request: HttpRequest | IncomingMessage, client: Client) => string {
  const addressOf = addressReader(options.trustedProxies ?? []);
  return (request, client) => (client.isAnyone ? addressBucket(addressOf(request)) : client.id);
}
