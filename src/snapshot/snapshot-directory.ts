import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock, type Clock } from '../core/clock.js';
import { EdgewiseError, isEdgewiseError } from '../core/errors.js';
import { silentLogger, type Logger } from '../core/log.js';
import type { SnapshotContents } from './contents.js';
import { pointTo, readCurrent } from './current-pointer.js';
import { eraseVersions } from './erase-versions.js';
import { isVersionName, snapshotLayout, versionTime, type SnapshotLayout } from './layout.js';
import { listVersions, type ListedVersion } from './list-versions.js';
import { isRefused, type SnapshotManifest } from './manifest.js';
import { outdatedVersions } from './outdated-versions.js';
import { OpenedSnapshot } from './opened-snapshot.js';
import { withPublisherLock, type HeldLock } from './publisher-lock.js';
import { readVersion, type ReadVersion, type VersionMemory } from './read-version.js';
import type { Snapshot } from './snapshot.js';
import { Tombstones, TOMBSTONE_CHECK_MILLISECONDS } from './tombstones.js';
import { checkContents } from './check-contents.js';
import { addVersion, removeTemporaries, removeVersion, versionNames } from './version-store.js';
import { watchCurrent } from './watch-current.js';
import { withoutUsers } from './without-users.js';

/** How often an opening is tried again because the version was replaced under it. */
const OPEN_ATTEMPTS = 5;

/**
 * All versions of the snapshot under one directory (docs/snapshot-format.md), for any number of readers and one writer
 * at a time, in any number of processes. Readers need no lock. What crashed half-way is never seen by a reader and is
 * cleaned up by the next writer.
 */
export class SnapshotDirectory {
  readonly #layout: SnapshotLayout;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #tombstones: Tombstones;
  #lastOpened: string | undefined;
  /** Of this object, one after another: they would wait for one another's lock, and some for too long. */
  #erasures: Promise<unknown> = Promise.resolve();

  constructor(path: string, options: { readonly clock?: Clock; readonly log?: Logger } = {}) {
    this.#layout = snapshotLayout(path);
    this.#clock = options.clock ?? systemClock;
    this.#log = options.log ?? silentLogger;
    this.#tombstones = new Tombstones(this.#layout.tombstones);
  }

  /**
   * Adds a version and makes it current unless its refresh was refused; users erased since `exportedAt` are left out.
   * `guard` is asked last, while nobody else can publish: what it throws leaves everything as it was.
   * Errors: SNAPSHOT_INVALID, SNAPSHOT_IN_USE, DISK_FULL (then nothing of it is left), DATASET_TOO_LARGE, the guard's.
   */
  async publish(contents: SnapshotContents, guard?: () => Promise<void>): Promise<SnapshotManifest> {
    await checkContents(contents);
    return this.#write(async (lock) => {
      await this.#finishErasures(lock);
      const state = this.#tombstones.state(); // before users are looked at: a later erasure stays pending
      const kept = withoutUsers(contents, this.#tombstones.erasedSince(contents.dataset.users, contents.exportedAt));
      const manifest = await addVersion(this.#layout, kept, await this.#nextTime(), state);
      try {
        await guard?.();
        await lock.assertHeld();
        if (!isRefused(manifest)) await pointTo(this.#layout, manifest.version);
      } catch (error) {
        await removeVersion(this.#layout, manifest.version);
        throw error;
      }
      const said = isRefused(manifest) ? 'Kept a snapshot that is not served.' : 'Published a snapshot.';
      this.#log.info({ version: manifest.version, counts: manifest.counts }, said);
      return manifest;
    });
  }

  /**
   * Opens and verifies the version to serve. A corrupt one is an error, never passed over: rolling back is a decision.
   * In `shared` memory, other threads can open it too (`openShared`).
   * Errors: SNAPSHOT_MISSING, SNAPSHOT_CORRUPT, SNAPSHOT_FORMAT.
   */
  async openCurrent(memory: VersionMemory = 'own'): Promise<Snapshot> {
    const opened = await this.#openPointed(memory);
    if (opened.erasedUsers().size === 0 || !(await this.#resumeErasures())) return opened;
    return this.#openPointed(memory);
  }

  /** Opens and verifies any version. Errors: SNAPSHOT_NOT_FOUND, SNAPSHOT_CORRUPT, SNAPSHOT_FORMAT. */
  async open(version: string): Promise<Snapshot> {
    return new OpenedSnapshot(await this.#read(version), this.#tombstones);
  }

  /** Every version, newest first, as its manifest describes it; `verify` reads the rest. */
  async list(): Promise<ListedVersion[]> {
    return listVersions(this.#layout);
  }

  /** Reads and checks all of a version, the current one when none is named. Errors: those of open, SNAPSHOT_MISSING. */
  async verify(version?: string): Promise<SnapshotManifest> {
    return (await this.#read(version ?? (await this.#currentVersion()))).manifest;
  }

  /**
   * Makes another version current after verifying it: the one named, also one that a refresh refused, else the newest
   * intact one older than the current that was not refused.
   * Errors: SNAPSHOT_NOT_FOUND when there is none, SNAPSHOT_MISSING, SNAPSHOT_CORRUPT, SNAPSHOT_FORMAT, SNAPSHOT_IN_USE.
   */
  async rollback(version?: string): Promise<SnapshotManifest> {
    return this.#write(async (lock) => {
      const manifest = version === undefined ? await this.#newestIntactOlder() : (await this.#read(version)).manifest;
      await lock.assertHeld();
      await pointTo(this.#layout, manifest.version);
      this.#log.info({ version: manifest.version }, 'Rolled back to a snapshot.');
      return manifest;
    });
  }

  /**
   * Removes all but the newest `keep` versions, never the current one, and what interrupted work left behind. Of those
   * that a refresh refused the newest stays, beside the others: nights of refusals must not push out what to go back to.
   * Returns the versions removed. Errors: SNAPSHOT_IN_USE.
   */
  async prune(keep: number): Promise<string[]> {
    return this.#write(async (lock) => {
      await this.#finishErasures(lock);
      const current = await readCurrent(this.#layout);
      const old = (await outdatedVersions(this.#layout, keep)).filter((version) => version !== current);
      await lock.assertHeld();
      for (const version of old) await removeVersion(this.#layout, version);
      return old;
    });
  }

  /**
   * Erases a user. First every reader of this directory stops knowing her, also of versions already open and in other
   * processes; then every version is rewritten without her rows. Interrupted, the rewriting goes on with the next
   * publish, prune, erasure or opening. Versions published from later exports know her again if she comes back.
   * Returns whether a version knew her. Errors, after which she is hidden but rows remain on the disk: SNAPSHOT_IN_USE,
   * DISK_FULL, SNAPSHOT_CORRUPT (a version that cannot be read cannot be rewritten).
   */
  async eraseUser(key: string): Promise<boolean> {
    await this.#tombstones.append(key, this.#clock.now());
    const rewriting = this.#erasures.then(() =>
      this.#write((lock) => eraseVersions(this.#layout, this.#tombstones, lock, this.#log)),
    );
    this.#erasures = rewriting.catch(() => undefined);
    const replaced = await rewriting;
    await delay(TOMBSTONE_CHECK_MILLISECONDS);
    this.#log.info({ versions: replaced.size }, 'Erased a user from the snapshots.');
    return replaced.size > 0;
  }

  /**
   * Calls the listener with a version that became current and that this object has not opened, also when that happened
   * before the call. Works before the directory is there and keeps no process alive. Returns a function that stops it.
   */
  watch(listener: (version: string) => void): () => void {
    return watchCurrent(this.#layout, () => this.#lastOpened, listener, this.#log);
  }

  async #write<T>(work: (lock: HeldLock) => Promise<T>, waitMilliseconds?: number): Promise<T> {
    return withPublisherLock(
      this.#layout.lock,
      async (lock) => {
        await removeTemporaries(this.#layout);
        return work(lock);
      },
      waitMilliseconds,
    );
  }

  /** The pointer and then the version: where the version goes away in between, the pointer has moved on. */
  async #openPointed(memory: VersionMemory): Promise<OpenedSnapshot> {
    for (let attempt = 1; ; attempt++) {
      const version = await this.#currentVersion();
      try {
        const read = await this.#read(version, memory);
        this.#lastOpened = version;
        const { manifest, files } = read;
        const shared = memory === 'shared' ? { manifest, files, tombstones: this.#layout.tombstones } : undefined;
        return new OpenedSnapshot(read, this.#tombstones, shared);
      } catch (error) {
        if (attempt === OPEN_ATTEMPTS || (await readCurrent(this.#layout)) === version) throw asCorrupt(error);
      }
    }
  }

  async #currentVersion(): Promise<string> {
    const version = await readCurrent(this.#layout);
    if (version !== undefined) return version;
    throw new EdgewiseError('SNAPSHOT_MISSING', 'No snapshot has been published yet.');
  }

  async #read(version: string, memory?: VersionMemory): Promise<ReadVersion> {
    const directory = join(this.#layout.versions, version);
    const isThere = isVersionName(version) && (await stat(directory).catch(() => undefined)) !== undefined;
    if (!isThere) throw new EdgewiseError('SNAPSHOT_NOT_FOUND', `There is no snapshot ${JSON.stringify(version)}.`);
    return readVersion(directory, memory);
  }

  /** Names sort by time even where the clock stands still or goes back. */
  async #nextTime(): Promise<number> {
    const [newest] = await versionNames(this.#layout);
    return newest === undefined ? this.#clock.now() : Math.max(this.#clock.now(), versionTime(newest) + 1);
  }

  async #newestIntactOlder(): Promise<SnapshotManifest> {
    const current = await this.#currentVersion();
    for (const version of await versionNames(this.#layout)) {
      if (version >= current) continue;
      try {
        const { manifest } = await this.#read(version);
        if (!isRefused(manifest)) return manifest;
      } catch (error) {
        this.#log.warn({ err: error, version }, 'Rolling back passes over a snapshot that cannot be opened.');
      }
    }
    throw new EdgewiseError('SNAPSHOT_NOT_FOUND', `There is no intact snapshot older than ${current}.`);
  }

  /** Ends erasures that were cut off; what stands in their way is no reason to stop the work at hand. */
  async #finishErasures(lock: HeldLock): Promise<void> {
    await eraseVersions(this.#layout, this.#tombstones, lock, this.#log).catch(() => undefined); // logged there
  }

  /** False when someone else is at work, or may write where this process may not: erased users are hidden anyway. */
  async #resumeErasures(): Promise<boolean> {
    try {
      await this.#write((lock) => this.#finishErasures(lock), 0);
      return true;
    } catch (error) {
      this.#log.warn({ err: error }, 'Rows of erased users wait to be removed from a snapshot.');
      return false;
    }
  }
}

/** A pointer to a version that is not there is a damaged directory, not a wrong request. */
function asCorrupt(error: unknown): unknown {
  if (!isEdgewiseError(error, 'SNAPSHOT_NOT_FOUND')) return error;
  return new EdgewiseError('SNAPSHOT_CORRUPT', `The current snapshot is missing. ${error.message}`, { cause: error });
}
