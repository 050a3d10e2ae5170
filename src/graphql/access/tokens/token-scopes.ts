import type { JWTPayload } from 'jose';
import { isScope, type Scope } from '../client.js';

/** Scopes may be named so where an issuer serves several APIs. */
const PREFIX = 'edgewise:';

/** Our scopes among those of a token: `scope` (RFC 8693, parted by spaces) or `scp` (a list, as some issuers write it). */
export function scopesOf({ scope, scp }: JWTPayload): readonly Scope[] {
  return [scope, scp]
    .flatMap((claim) =>
      typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? (claim as unknown[]) : [],
    )
    .filter((name): name is string => typeof name === 'string')
    .map((name) => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name))
    .filter(isScope);
}
