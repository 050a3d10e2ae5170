import { stat } from 'node:fs/promises';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../core/log.js';
import { type Client, clientOf } from '../client.js';
import { type ApiKey, keyState } from './api-key.js';
import { readKeys } from './key-file.js';
import { idWithin, isSecretOf } from './secret.js';

/** How long a server may not know of a key that was made or revoked. */
const RECHECK_MILLISECONDS = 1000;

/** The keys of a file as a running server knows them: read again within a second of a change. */
export class KeyRing {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #log: Logger;
  #keys: ReadonlyMap<string, ApiKey>;
  #version: string;
  #checkedAt: number;
  #check: Promise<void> | undefined;

  private constructor(path: string, clock: Clock, log: Logger, keys: readonly ApiKey[], version: string) {
    this.#path = path;
    this.#clock = clock;
    this.#log = log;
    this.#keys = byId(keys);
    this.#version = version;
    this.#checkedAt = performance.now();
  }

  /** Errors: KEYS_UNREADABLE. */
  static async open(path: string, clock: Clock, log: Logger): Promise<KeyRing> {
    const version = await versionOf(path);
    return new KeyRing(path, clock, log, await readKeys(path), version);
  }

  /** Whether any key works now. */
  get hasKeys(): boolean {
    const now = this.#clock.now();
    return [...this.#keys.values()].some((key) => keyState(key, now) === 'active');
  }

  /** Whose key it is; undefined for one that is unknown, expired or revoked. */
  async identify(secret: string): Promise<Client | undefined> {
    await this.#recheck();
    const key = this.#keys.get(idWithin(secret) ?? '');
    if (key === undefined || !isSecretOf(secret, key.hash)) return undefined;
    if (keyState(key, this.#clock.now()) !== 'active') return undefined;
    return clientOf(`key:${key.id}`, key.scopes, key.subject);
  }

  async #recheck(): Promise<void> {
    if (performance.now() - this.#checkedAt < RECHECK_MILLISECONDS) return;
    await (this.#check ??= this.#readIfChanged().finally(() => (this.#check = undefined)));
  }

  /** A file that cannot be read any more leaves the keys as they were: a slip must not lock everyone out. */
  async #readIfChanged(): Promise<void> {
    this.#checkedAt = performance.now();
    const version = await versionOf(this.#path);
    if (version === this.#version) return;
    this.#version = version;
    try {
      const keys = await readKeys(this.#path);
      this.#keys = byId(keys);
      this.#log.info({ keys: keys.length }, 'API keys changed.');
    } catch (error) {
      this.#log.error({ err: error }, 'The changed API keys cannot be read; those read before stay.');
    }
  }
}

function byId(keys: readonly ApiKey[]): ReadonlyMap<string, ApiKey> {
  return new Map(keys.map((key) => [key.id, key]));
}

async function versionOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? 'none' : `${found.ino}:${found.mtimeMs}:${found.size}`;
}
