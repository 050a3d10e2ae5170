import { join } from 'node:path';
import { isEdgewiseError, type EdgewiseError } from '../core/errors.js';
import { readCurrent } from './current-pointer.js';
import type { SnapshotLayout } from './layout.js';
import type { SnapshotManifest } from './manifest.js';
import { readManifest } from './read-version.js';
import { versionNames } from './version-store.js';

/** One version in a list. */
export interface ListedVersion {
  readonly version: string;
  /** Whether it is the one to serve. */
  readonly isCurrent: boolean;
  /** Bytes of its arrays; 0 where the manifest cannot be read. */
  readonly bytes: number;
  /** Absent where it cannot be read; then `problem` says why. */
  readonly manifest?: SnapshotManifest;
  readonly problem?: EdgewiseError;
}

/** Every version, newest first, from the manifests alone. */
export async function listVersions(layout: SnapshotLayout): Promise<ListedVersion[]> {
  const current = await readCurrent(layout);
  const versions = await versionNames(layout);
  return Promise.all(versions.map((version) => listVersion(layout, version, version === current)));
}

async function listVersion({ versions }: SnapshotLayout, version: string, isCurrent: boolean): Promise<ListedVersion> {
  try {
    const manifest = await readManifest(join(versions, version));
    const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
    return { version, isCurrent, bytes, manifest };
  } catch (problem) {
    if (!isEdgewiseError(problem)) throw problem;
    return { version, isCurrent, bytes: 0, problem };
  }
}
