import type { Snapshot } from '../snapshot/snapshot.js';
import type { OwnEdge } from './score-oracle.js';

/** A user's edges as the snapshot was trained on them. */
export function trainedEdges({ interactions, events, manifest }: Snapshot, user: number): OwnEdge[] {
  const { behaviors } = manifest.dataset;
  const edges: OwnEdge[] = [];
  for (let entry = interactions.indptr[user]!; entry < interactions.indptr[user + 1]!; entry++) {
    const start = events.offsets[entry]!;
    const length = events.offsets[entry + 1]! - start;
    edges.push({
      item: interactions.indices[entry]!,
      weight: interactions.values?.[entry] ?? 1,
      events: Array.from({ length }, (_, place) => ({
        behavior: behaviors[events.behaviors[start + place]!]!,
        at: events.at[start + place]!,
        weight: events.weights[start + place]!,
      })),
    });
  }
  return edges;
}
