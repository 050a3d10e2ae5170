import { EdgewiseError } from '../../core/errors.js';
import type { TrainedModel } from '../../models/model.js';
import type { SnapshotManifest } from '../../snapshot/manifest.js';
import type { RefreshComparison } from '../../snapshot/refresh-record.js';

/** Whether a candidate is good enough to be served. */
export function passes({ candidate, served }: RefreshComparison, maxDrop: number): boolean {
  return candidate >= served * (1 - maxDrop);
}

/** Why a version was kept and not published, and what a person can do. */
export function refusal(version: string, comparison: RefreshComparison, maxDrop: number): EdgewiseError {
  const { metric, candidate, served, servedVersion, users } = comparison;
  return new EdgewiseError(
    'REFRESH_REFUSED',
    `${metric} of ${version} is ${candidate.toFixed(4)}, more than ${(maxDrop * 100).toFixed(0)} % below the ` +
      `${served.toFixed(4)} of the served ${servedVersion} ` +
      (users > 0 ? `on the same new interactions of ${users} users.` : 'when that was trained.'),
    { cure: `Look into what was imported since; \`edgewise snapshots rollback ${version}\` serves it all the same.` },
  );
}

const METRIC = 'recall@20';

/**
 * What each model reached on its own newest edges when it was trained: not the same edges, so a gate against broken
 * runs alone. Undefined where either has no such figure.
 */
export function compareRecords(trained: TrainedModel, served: SnapshotManifest): RefreshComparison | undefined {
  const candidate = trained.metrics[METRIC];
  const before = served.metrics[METRIC];
  if (candidate === undefined || before === undefined) return undefined;
  return { metric: METRIC, candidate, served: before, servedVersion: served.version, users: 0, edges: 0 };
}
