import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SnapshotContents } from './contents.js';
import { hasErrno, syncDirectory } from './durable-files.js';
import { isVersionName, TEMPORARY_PREFIX, type SnapshotLayout } from './layout.js';
import type { AppliedTombstones, SnapshotManifest } from './manifest.js';
import { readManifest } from './read-version.js';
import { writeVersion } from './write-version.js';

/** Names of the versions there are, newest first. */
export async function versionNames({ versions }: SnapshotLayout): Promise<string[]> {
  return (await entriesOf(versions)).filter(isVersionName).sort().reverse();
}

/**
 * Adds a complete version, or nothing. Where the same arrays were added under the same time before, that version stays.
 * The caller holds the lock. Errors: those of writeVersion.
 */
export async function addVersion(
  { root, versions }: SnapshotLayout,
  contents: SnapshotContents,
  createdAt: number,
  tombstones: AppliedTombstones,
): Promise<SnapshotManifest> {
  const temporary = join(root, `${TEMPORARY_PREFIX}${randomUUID()}`);
  try {
    const manifest = await writeVersion(temporary, contents, createdAt, tombstones);
    await mkdir(versions, { recursive: true });
    const added = await renameUnlessThere(temporary, join(versions, manifest.version));
    await syncDirectory(versions);
    await syncDirectory(root);
    return added ? manifest : await readManifest(join(versions, manifest.version));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Takes a version away in one step, then frees its space. The caller holds the lock. */
export async function removeVersion({ root, versions }: SnapshotLayout, version: string): Promise<void> {
  const discarded = join(root, `${TEMPORARY_PREFIX}${randomUUID()}`);
  await rename(join(versions, version), discarded);
  await syncDirectory(versions);
  await rm(discarded, { recursive: true, force: true });
}

/** Frees what interrupted work left behind. The caller holds the lock, so none of it is in use. */
export async function removeTemporaries({ root }: SnapshotLayout): Promise<void> {
  for (const name of await entriesOf(root)) {
    if (name.startsWith(TEMPORARY_PREFIX)) await rm(join(root, name), { recursive: true, force: true });
  }
}

async function renameUnlessThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (hasErrno(error, 'ENOTEMPTY') || hasErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

async function entriesOf(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return [];
    throw error;
  }
}
