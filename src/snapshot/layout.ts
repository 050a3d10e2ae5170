import { join } from 'node:path';

/** Names inside a snapshot directory; docs/snapshot-format.md draws it. */
export interface SnapshotLayout {
  readonly root: string;
  /** One directory per version. */
  readonly versions: string;
  /** Text file with the name of the version to serve. */
  readonly current: string;
  /** Append-only log of erasures. */
  readonly tombstones: string;
  /** Held by whoever publishes, rolls back, prunes or erases. */
  readonly lock: string;
}

/** Whatever begins so is unfinished or discarded work, of no use once the lock is free. */
export const TEMPORARY_PREFIX = 'tmp-';
export const MANIFEST_FILE = 'manifest.json';
/** In the format of `sha256sum`, so that a person can check it without Edgewise. */
export const MANIFEST_CHECKSUM_FILE = 'manifest.json.sha256';

const VERSION_NAME = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/;

export function snapshotLayout(root: string): SnapshotLayout {
  return {
    root,
    versions: join(root, 'versions'),
    current: join(root, 'current'),
    tombstones: join(root, 'tombstones.ndjson'),
    lock: join(root, 'lock'),
  };
}

/** `20261122T231500123Z-1a2b3c4d`: creation time in UTC, then the first digits of the contents' hash (hex). */
export function versionName(createdAt: number, contentsHash: string): string {
  return `${new Date(createdAt).toISOString().replace(/[-:.]/g, '')}-${contentsHash.slice(0, 8)}`;
}

/** Creation time (milliseconds since 1970) in a version's name. */
export function versionTime(version: string): number {
  return Date.parse(version.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z'));
}

/** Guards every path made from a version: only names of this form ever enter one. */
export function isVersionName(text: string): boolean {
  return VERSION_NAME.test(text);
}
