import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SnapshotContents } from './contents.js';
import { syncDirectory, writeDurably } from './durable-files.js';
import { MANIFEST_CHECKSUM_FILE, MANIFEST_FILE, versionName } from './layout.js';
import {
  SNAPSHOT_FORMAT_VERSION,
  type AppliedTombstones,
  type SnapshotFile,
  type SnapshotManifest,
} from './manifest.js';
import { componentEntries, filesOf } from './version-files.js';

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
  const manifest = describe(contents, files, createdAt, tombstones);
  const json = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
  const sha256 = await writeDurably(join(directory, MANIFEST_FILE), json);
  await writeDurably(join(directory, MANIFEST_CHECKSUM_FILE), Buffer.from(`${sha256}  ${MANIFEST_FILE}\n`, 'utf8'));
  await syncDirectory(directory);
  return manifest;
}

function describe(
  contents: SnapshotContents,
  files: Readonly<Record<string, SnapshotFile>>,
  createdAt: number,
  tombstones: AppliedTombstones,
): SnapshotManifest {
  const { dataset, exportedAt, behaviorFilter, hyperparameters, seed, metrics, refresh } = contents;
  return {
    formatVersion: SNAPSHOT_FORMAT_VERSION,
    version: versionName(createdAt, contentsHash(files)),
    createdAt,
    exportedAt,
    tombstones,
    components: componentEntries(contents),
    hyperparameters,
    seed,
    dataset: {
      fingerprint: dataset.fingerprint,
      behaviors: dataset.behaviors,
      ...(behaviorFilter !== undefined && { behaviorFilter }),
      weighting: dataset.weighting,
      ...(dataset.projection !== undefined && { projection: dataset.projection }),
    },
    counts: {
      users: dataset.users.size,
      items: dataset.items.size,
      interactions: dataset.interactions.indices.length,
      events: dataset.events.at.length,
    },
    metrics,
    ...(refresh !== undefined && { refresh }),
    files,
  };
}

/** The same arrays give the same hash, whenever they are written: an interrupted erasure finds its own work again. */
function contentsHash(files: Readonly<Record<string, SnapshotFile>>): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(files).sort()) hash.update(`${files[name]!.sha256}  ${name}\n`);
  return hash.digest('hex');
}
