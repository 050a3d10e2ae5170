import { edgeWeight } from '../dataset/group-pairs.js';
import type { Snapshot } from '../snapshot/snapshot.js';

/**
 * The weight of the edge that one new interaction of weight 1 would make, by the snapshot's weighting: of the given
 * behavior, or of the most frequent one, as new as the newest. 0 where such an interaction counts nothing.
 */
export function newEdgeWeight(snapshot: Snapshot, behavior?: string): number {
  const { weighting } = snapshot.manifest.dataset;
  const at = weighting.decay?.asOf ?? 0;
  return edgeWeight(weighting, [{ behavior: behavior ?? mostFrequentBehavior(snapshot), at, weight: 1 }]);
}

/** The first by name of those that have most events. */
function mostFrequentBehavior({ events, manifest }: Snapshot): string {
  const { behaviors } = manifest.dataset;
  const counts = new Float64Array(behaviors.length);
  for (const behavior of events.behaviors) counts[behavior]!++;
  return behaviors[counts.indexOf(Math.max(...counts))] ?? '';
}
