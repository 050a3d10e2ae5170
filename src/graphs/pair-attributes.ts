import type { Snapshot } from '../snapshot/snapshot.js';
import type { EdgeAttributes } from './subgraph.js';

/** The events of a pair as an edge shows them. */
export interface ShownEvent {
  readonly behavior: string;
  /** Milliseconds since 1970 UTC, 0 when unknown. */
  readonly at: number;
}

/** Attributes of the edge of a pair; its weight is the influence where one is given. */
export function pairAttributes(pairWeight: number, events: readonly ShownEvent[], influence?: number): EdgeAttributes {
  const lastAt = events.reduce((last, { at }) => Math.max(last, at), 0);
  return {
    weight: influence ?? pairWeight,
    ...(influence !== undefined && { influence }),
    pairWeight,
    behaviors: [...new Set(events.map(({ behavior }) => behavior))].sort().join(', '),
    ...(lastAt > 0 && { lastAt: new Date(lastAt).toISOString() }),
  };
}

/** The same of a pair as the snapshot was trained on it. Throws RangeError when there is none. */
export function trainedPairAttributes(
  { interactions, events, manifest }: Snapshot,
  user: number,
  item: number,
  influence?: number,
): EdgeAttributes {
  const start = interactions.indptr[user]!;
  const place = interactions.indices.subarray(start, interactions.indptr[user + 1]).indexOf(item);
  if (place < 0) throw new RangeError(`User ${user} has no edge to item ${item}.`);
  const entry = start + place;
  const shown: ShownEvent[] = [];
  for (let event = events.offsets[entry]!; event < events.offsets[entry + 1]!; event++) {
    shown.push({ behavior: manifest.dataset.behaviors[events.behaviors[event]!]!, at: events.at[event]! });
  }
  return pairAttributes(interactions.values?.[entry] ?? 1, shown, influence);
}
