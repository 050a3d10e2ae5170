import { EdgewiseError } from '../../../core/errors.js';
import type { Scope } from '../client.js';
import { type ApiKey, keyState } from './api-key.js';
import { changeKeys } from './key-file.js';
import { createSecret } from './secret.js';

export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly subject?: string;
  /** Milliseconds from now; never when absent. */
  readonly expiresIn?: number;
}

export interface CreatedKey {
  readonly key: ApiKey;
  /** Shown once; only its hash is kept. */
  readonly secret: string;
}

/** Adds a key. Errors: BAD_SETTING for scopes and subject that do not fit, and those of `changeKeys`. */
export async function createKey(path: string, request: KeyRequest, now: number): Promise<CreatedKey> {
  assertFitting(request);
  const created = newKey(request, now);
  await changeKeys(path, (keys) => [...keys, created.key], now);
  return created;
}

/** A new key in place of an old one, which works on for `overlap` milliseconds. Errors: KEY_NOT_FOUND, as `changeKeys`. */
export async function rotateKey(path: string, id: string, overlap: number, now: number): Promise<CreatedKey> {
  let created: CreatedKey | undefined;
  await changeKeys(
    path,
    (keys) => {
      const old = activeKey(keys, id, now);
      const lifetime = old.expiresAt === undefined ? {} : { expiresIn: old.expiresAt - old.createdAt };
      const subject = old.subject === undefined ? {} : { subject: old.subject };
      created = newKey({ name: old.name, scopes: old.scopes, ...subject, ...lifetime }, now);
      const expiresAt = Math.min(old.expiresAt ?? Infinity, now + overlap);
      return [...keys.map((key) => (key === old ? { ...key, expiresAt } : key)), created.key];
    },
    now,
  );
  return created as CreatedKey;
}

/** Ends a key at once; repeating it changes nothing. Errors: KEY_NOT_FOUND, and those of `changeKeys`. */
export async function revokeKey(path: string, id: string, now: number): Promise<ApiKey> {
  let revoked: ApiKey | undefined;
  await changeKeys(
    path,
    (keys) => {
      const found = keyNamed(keys, id);
      revoked = found.revokedAt === undefined ? { ...found, revokedAt: now } : found;
      return keys.map((key) => (key === found ? (revoked as ApiKey) : key));
    },
    now,
  );
  return revoked as ApiKey;
}

function newKey({ name, scopes, subject, expiresIn }: KeyRequest, now: number): CreatedKey {
  const { id, secret, hash } = createSecret();
  const key: ApiKey = {
    id,
    name,
    hash,
    scopes,
    ...(subject !== undefined && { subject }),
    createdAt: now,
    ...(expiresIn !== undefined && { expiresAt: now + expiresIn }),
  };
  return { key, secret };
}

function assertFitting({ scopes, subject }: KeyRequest): void {
  const isBound = scopes.some((scope) => scope.endsWith(':self'));
  if (isBound && subject === undefined) {
    throw new EdgewiseError('BAD_SETTING', 'A scope with `:self` needs to know of whom.', {
      cure: 'Add --subject USER.',
    });
  }
  if (isBound && scopes.some((scope) => !scope.endsWith(':self'))) {
    throw new EdgewiseError('BAD_SETTING', 'Scopes with and without `:self` do not go together.', {
      cure: 'Make two keys, one for each.',
    });
  }
  if (!isBound && subject !== undefined) {
    throw new EdgewiseError('BAD_SETTING', '--subject has no effect without a scope with `:self`.', {
      cure: 'Use --scopes read:self or read:self,write:self.',
    });
  }
}

function activeKey(keys: readonly ApiKey[], id: string, now: number): ApiKey {
  const key = keyNamed(keys, id);
  const state = keyState(key, now);
  if (state === 'active') return key;
  throw new EdgewiseError('KEY_NOT_FOUND', `The key ${id} is ${state}.`, {
    cure: 'Make a new one: `edgewise keys create`.',
  });
}

function keyNamed(keys: readonly ApiKey[], id: string): ApiKey {
  const key = keys.find((known) => known.id === id);
  if (key === undefined) throw new EdgewiseError('KEY_NOT_FOUND', `There is no key ${JSON.stringify(id)}.`);
  return key;
}
