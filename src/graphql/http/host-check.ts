import { isIP } from 'node:net';
import type { HttpRequest } from './http-message.js';
import { HttpError } from './http-error.js';

/**
 * Refuses what was sent to a name that is not this server's: a page of evil.example that points its own name at
 * 127.0.0.1 is of the same origin as the server then (DNS rebinding). Addresses cannot be pointed elsewhere.
 */
export type HostCheck = (request: HttpRequest) => void;

/** For a server on a loopback address; HttpError 403 HOST_REFUSED. `names`: its names beside localhost. */
export function loopbackHostCheck(names: readonly string[]): HostCheck {
  const known = new Set(names.map((name) => name.toLowerCase()));
  let lastAllowed: string | undefined; // most clients call a server by one name
  return (request) => {
    const authority = 'authority' in request ? request.authority : request.headers.host;
    if (authority === undefined || authority === '' || authority === lastAllowed) return; // '': HTTP/1.0 of no browser
    if (!isOwn(hostName(authority), known)) {
      throw new HttpError(403, 'HOST_REFUSED', 'This server is not known by that name.');
    }
    lastAllowed = authority;
  };
}

function isOwn(name: string, known: ReadonlySet<string>): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0 || known.has(name);
}

/** Without its port, brackets and final dot. */
function hostName(authority: string): string {
  const address = /^\[([^\]]*)\](:\d*)?$/.exec(authority)?.[1];
  return address ?? authority.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
}
