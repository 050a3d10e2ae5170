import { hash, randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EdgewiseError } from '../core/errors.js';
import type { KeyIndex } from '../dataset/key-index.js';
import { hasErrno, orDiskFull, syncDirectory, writeDurably } from './durable-files.js';
import type { AppliedTombstones } from './manifest.js';

/** How long an answer may go without looking at the log again; an erasure waits as long before it says that it is done. */
export const TOMBSTONE_CHECK_MILLISECONDS = 10;

/** The last erasure of one user: its place in the log, from 0, and its time. */
interface Erasure {
  readonly sequence: number;
  readonly at: number;
}

/**
 * The append-only log of erased users of one snapshot directory, shared by every process that uses it. Its first line
 * holds a random salt, each further line SHA-256(salt ‖ key) and a time: the log never holds a key. Lines are only
 * ever added, so its size tells whether there is anything new, which costs one stat.
 */
export class Tombstones {
  readonly #path: string;
  readonly #erasures = new Map<string, Erasure>();
  #salt = '';
  #count = 0;
  #size = 0;
  #inode = 0;
  #checkedAt = -Infinity;

  constructor(path: string) {
    this.#path = path;
  }

  /** What a version that respects every erasure so far is marked with. */
  state(): AppliedTombstones {
    this.#refresh();
    return { log: this.#salt, applied: this.#count };
  }

  /** Whether erasures came after those that a version respects. */
  hasPending(version: AppliedTombstones): boolean {
    this.#refresh();
    return this.#count > this.#appliedTo(version);
  }

  /** Whether the user was erased after the erasures that a version respects. */
  isErased(key: string, version: AppliedTombstones): boolean {
    if (!this.hasPending(version)) return false;
    const erasure = this.#erasures.get(hashKey(this.#salt, key));
    return erasure !== undefined && erasure.sequence >= this.#appliedTo(version);
  }

  /** Dense indices of the keys whose users were erased after the erasures that a version respects. */
  erasedAmong(users: KeyIndex, version: AppliedTombstones): Set<number> {
    const erased = new Set<number>();
    if (!this.hasPending(version)) return erased;
    for (const [index, key] of users.keys.entries()) if (this.isErased(key, version)) erased.add(index);
    return erased;
  }

  /** Dense indices of the keys whose users were erased at that time (milliseconds since 1970) or later. */
  erasedSince(users: KeyIndex, at: number): Set<number> {
    this.#refresh(true);
    const erased = new Set<number>();
    if (this.#count === 0) return erased;
    for (const [index, key] of users.keys.entries()) {
      const erasure = this.#erasures.get(hashKey(this.#salt, key));
      if (erasure !== undefined && erasure.at >= at) erased.add(index);
    }
    return erased;
  }

  /** Adds an erasure; once it resolves, it survives a crash. Needs no lock. Errors: DISK_FULL. */
  async append(key: string, at: number): Promise<void> {
    await this.#create();
    this.#refresh(true);
    // The leading line feed ends whatever a crash left unfinished, so that it cannot swallow this line.
    const line = `\n${JSON.stringify({ hash: hashKey(this.#salt, key), at })}\n`;
    await orDiskFull(this.#path, async () => {
      const file = await open(this.#path, 'a');
      try {
        await file.appendFile(line);
        await file.sync();
      } finally {
        await file.close();
      }
    });
    this.#refresh(true);
  }

  /** Another log than the one that the version knows, say of a copied version, makes every erasure a new one. */
  #appliedTo(version: AppliedTombstones): number {
    return version.log === this.#salt ? version.applied : 0;
  }

  /** Makes the log with its salt, in one step: of several that try at once, one wins. */
  async #create(): Promise<void> {
    this.#refresh(true);
    if (this.#salt !== '') return;
    await mkdir(dirname(this.#path), { recursive: true });
    const salt = randomBytes(16).toString('hex');
    const temporary = `${this.#path}.${salt}`;
    await writeDurably(temporary, Buffer.from(`${JSON.stringify({ salt })}\n`, 'utf8'));
    try {
      await link(temporary, this.#path);
      await syncDirectory(dirname(this.#path));
    } catch (error) {
      if (!hasErrno(error, 'EEXIST')) throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  #refresh(now = false): void {
    const time = performance.now();
    if (!now && time - this.#checkedAt < TOMBSTONE_CHECK_MILLISECONDS) return;
    this.#checkedAt = time;
    const stat = statSync(this.#path, { throwIfNoEntry: false });
    if (stat === undefined || (stat.size === this.#size && stat.ino === this.#inode)) return;
    if (stat.ino !== this.#inode || stat.size < this.#size) this.#forget();
    this.#inode = stat.ino;
    this.#read(stat.size);
  }

  #forget(): void {
    this.#erasures.clear();
    this.#salt = '';
    this.#count = 0;
    this.#size = 0;
  }

  /** Takes in the whole lines between what is known and `size`. */
  #read(size: number): void {
    const bytes = readRange(this.#path, this.#size, size);
    const end = bytes.lastIndexOf(0x0a) + 1;
    this.#size += end;
    for (const line of bytes.toString('utf8', 0, end).split('\n')) {
      if (line !== '') this.#take(parseLine(line));
    }
  }

  #take(entry: Readonly<Record<string, unknown>>): void {
    const { salt, hash, at } = entry;
    if (this.#salt === '') {
      if (typeof salt !== 'string' || salt === '') {
        throw new EdgewiseError('SNAPSHOT_CORRUPT', `${this.#path}: the salt on line 1 is missing.`, {
          place: { file: this.#path, line: 1, field: 'salt' },
        });
      }
      this.#salt = salt;
    } else if (typeof hash === 'string' && typeof at === 'number') {
      this.#erasures.set(hash, { sequence: this.#count++, at });
    }
  }
}

function hashKey(salt: string, key: string): string {
  return hash('sha256', salt + key, 'hex');
}

/** A line that a crash cut off is no JSON; the erasure that wrote it never said that it was done. */
function parseLine(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function readRange(path: string, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(end - start);
  const file = openSync(path, 'r');
  try {
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(file, bytes, filled, bytes.length - filled, start + filled);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}
