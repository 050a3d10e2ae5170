import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SnapshotContents } from './contents.js';
import { describeVersion } from './describe-version.js';
import { syncDirectory, writeDurably } from './durable-files.js';
import { MANIFEST_CHECKSUM_FILE, MANIFEST_FILE } from './layout.js';
import type { AppliedTombstones, SnapshotFile, SnapshotManifest } from './manifest.js';
import { filesOf } from './version-files.js';

/**
 * Writes a whole version into a new directory and waits until all of it is on the disk; the manifest comes last.
 * The caller gives the directory its final name. Errors: DISK_FULL, SNAPSHOT_INVALID, DATASET_TOO_LARGE.
 */
export async function writeVersion(
  directory: string,
  contents: SnapshotContents,
  createdAt: number,
  tombstones: AppliedTombstones,
): Promise<SnapshotManifest> {
  const contentFiles = filesOf(contents);
  await mkdir(directory, { recursive: true });
  const files: Record<string, SnapshotFile> = {};
  for (const [name, { type, shape, bytes }] of contentFiles) {
    const sha256 = await writeDurably(join(directory, name), bytes);
    files[name] = { type, shape, bytes: bytes.length, sha256 };
  }
  const manifest = describeVersion(contents, files, createdAt, tombstones);
  const json = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
  const sha256 = await writeDurably(join(directory, MANIFEST_FILE), json);
  await writeDurably(join(directory, MANIFEST_CHECKSUM_FILE), Buffer.from(`${sha256}  ${MANIFEST_FILE}\n`, 'utf8'));
  await syncDirectory(directory);
  return manifest;
}
