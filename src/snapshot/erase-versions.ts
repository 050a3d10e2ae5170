import { join } from 'node:path';
import type { Logger } from '../core/log.js';
import { pointTo, readCurrent } from './current-pointer.js';
import type { SnapshotLayout } from './layout.js';
import type { HeldLock } from './publisher-lock.js';
import { readManifest, readVersion } from './read-version.js';
import type { Tombstones } from './tombstones.js';
import { addVersion, removeVersion, versionNames } from './version-store.js';
import { withoutUsers } from './without-users.js';

/**
 * Replaces every version that still holds rows of erased users by one without them, under the same time with another
 * hash. Interrupted at any point it leaves whole versions, and the next call goes on: first the new version, then the
 * pointer, then the old one away. Returns the new versions by the old.
 * A version that cannot be read keeps its rows (it is never served); the first such error is thrown at the end.
 */
export async function eraseVersions(
  layout: SnapshotLayout,
  tombstones: Tombstones,
  lock: HeldLock,
  log: Logger,
): Promise<ReadonlyMap<string, string>> {
  const replaced = new Map<string, string>();
  const failures: unknown[] = [];
  for (const version of await versionNames(layout)) {
    try {
      const replacement = await replaceVersion(layout, version, tombstones, lock);
      if (replacement !== undefined) replaced.set(version, replacement);
    } catch (error) {
      log.error({ err: error, version }, 'A version could not be rewritten without the users that were erased.');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return replaced;
}

async function replaceVersion(
  layout: SnapshotLayout,
  version: string,
  tombstones: Tombstones,
  lock: HeldLock,
): Promise<string | undefined> {
  const directory = join(layout.versions, version);
  const { tombstones: applied, createdAt } = await readManifest(directory);
  if (!tombstones.hasPending(applied)) return undefined;
  const state = tombstones.state(); // before users are looked at: a later erasure stays pending
  const { contents } = await readVersion(directory);
  const erased = tombstones.erasedAmong(contents.dataset.users, applied);
  if (erased.size === 0) return undefined;
  const manifest = await addVersion(layout, withoutUsers(contents, erased), createdAt, state);
  await lock.assertHeld();
  if ((await readCurrent(layout)) === version) await pointTo(layout, manifest.version);
  await removeVersion(layout, version);
  return manifest.version;
}
