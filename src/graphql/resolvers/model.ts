import { compareKeys } from '../../core/key-order.js';
import type { SnapshotManifest } from '../../snapshot/manifest.js';
import type { Model } from '../generated/resolvers.js';

/** What the API tells of the served snapshot. */
export function modelOf(manifest: SnapshotManifest): Model {
  const { users, items, interactions } = manifest.counts;
  return {
    version: manifest.version,
    trainedAt: manifest.createdAt,
    components: manifest.components.map(({ kind, name }) => ({ kind, name })),
    metrics: Object.entries(manifest.metrics)
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => compareKeys(a.name, b.name)),
    counts: { users, items, interactions },
  };
}
