import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `ew_ID_SECRET`: a prefix that scanners for leaked secrets can find, the key's public id, 256 random bits. */
const KEY = /^ew_([0-9a-f]{12})_[\w-]{43}$/;

export interface NewSecret {
  readonly id: string;
  /** Shown once to whoever made it; kept nowhere. */
  readonly secret: string;
  readonly hash: string;
}

export function createSecret(): NewSecret {
  const id = randomBytes(6).toString('hex');
  const secret = `ew_${id}_${randomBytes(32).toString('base64url')}`;
  return { id, secret, hash: hashOf(secret) };
}

/** The public id within a key; undefined when it has not the form of one. */
export function idWithin(secret: string): string | undefined {
  return KEY.exec(secret)?.[1];
}

/** Whether the secret is the one of this hash, in a time that does not depend on where they differ. */
export function isSecretOf(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'));
}

/**
 * SHA-256 and not a slow password hash: a key is 256 random bits, which no dictionary shortens, so slowness would cost
 * every request and protect nothing (docs/decisions/0047).
 */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
