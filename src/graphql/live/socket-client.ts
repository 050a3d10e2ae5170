import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Client } from '../access/client.js';
import { HttpError } from '../http/http-error.js';
import type { RequestHead } from '../request-context.js';
import type { ServerParts } from '../server-parts.js';

/**
 * Who is at the other end of a socket: by the credential of its first message, since browsers cannot send headers with a
 * socket, else by the headers of its upgrade. Undefined where neither is good.
 */
export async function socketClient(
  { access }: ServerParts,
  request: IncomingMessage,
  parameters: Readonly<Record<string, unknown>> | undefined,
): Promise<Client | undefined> {
  try {
    return await access.identify({ ...request.headers, ...credentialIn(parameters) });
  } catch (error) {
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}

function credentialIn(parameters: Readonly<Record<string, unknown>> = {}): IncomingHttpHeaders {
  const names = ['authorization', 'x-api-key'];
  const given = Object.entries(parameters)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => names.includes(name) && typeof value === 'string');
  return Object.fromEntries(given) as IncomingHttpHeaders;
}

/** One operation of a socket, as those of requests are known: with an id of its own for the log. */
export function socketHead(
  client: Client,
  charge: NonNullable<RequestHead['allowance']> | undefined,
  isGone: () => boolean,
): RequestHead {
  const { signal } = new AbortController(); // what runs for an event is short; `isAbandoned` ends it
  return {
    requestId: randomUUID(),
    isAbandoned: isGone,
    signal: () => signal,
    client,
    allowance: charge,
    trace: { errorCodes: new Set() },
  };
}
