import { createHash } from 'node:crypto';
import type { SnapshotContents } from './contents.js';
import { versionName } from './layout.js';
import {
  SNAPSHOT_FORMAT_VERSION,
  type AppliedTombstones,
  type SnapshotFile,
  type SnapshotManifest,
} from './manifest.js';
import { componentEntries } from './version-files.js';

/** The manifest of contents that lie in these files. */
export function describeVersion(
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
      ...(dataset.targetBehavior !== undefined && { targetBehavior: dataset.targetBehavior }),
      ...(dataset.projection !== undefined && { projection: dataset.projection }),
      ...(dataset.attributes !== undefined && { attributes: dataset.attributes.weights }),
      ...(dataset.userAttributes !== undefined && { userAttributes: dataset.userAttributes.weights }),
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
