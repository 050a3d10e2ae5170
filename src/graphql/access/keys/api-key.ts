import { isScope, type Scope } from '../client.js';

/** An API key as its file holds it: enough to recognize the secret, not to make it. */
export interface ApiKey {
  /** Twelve hexadecimal digits, part of the secret: how a key is found and named. */
  readonly id: string;
  /** For people: which service uses it. */
  readonly name: string;
  /** SHA-256 of the whole secret, hexadecimal. */
  readonly hash: string;
  readonly scopes: readonly Scope[];
  /** The user key that `:self` scopes are bound to. */
  readonly subject?: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
}

export type KeyState = 'active' | 'expired' | 'revoked';

export function keyState(key: ApiKey, now: number): KeyState {
  if (key.revokedAt !== undefined) return 'revoked';
  return key.expiresAt !== undefined && key.expiresAt <= now ? 'expired' : 'active';
}

/** Whether a value read from a file is a key. */
export function isApiKey(value: unknown): value is ApiKey {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, hash, scopes, subject, createdAt, expiresAt, revokedAt } = value as Record<string, unknown>;
  return (
    matches(id, /^[0-9a-f]{12}$/) &&
    typeof name === 'string' &&
    matches(hash, /^[0-9a-f]{64}$/) &&
    Array.isArray(scopes) &&
    scopes.length > 0 &&
    scopes.every((scope) => typeof scope === 'string' && isScope(scope)) &&
    (subject === undefined || typeof subject === 'string') &&
    Number.isSafeInteger(createdAt) &&
    [expiresAt, revokedAt].every((time) => time === undefined || Number.isSafeInteger(time))
  );
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}
