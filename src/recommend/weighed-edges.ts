import { edgeWeight } from '../dataset/group-pairs.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { InteractionRecord } from '../store/interaction-store.js';

/** An item that the user interacted with, the weight of that edge and the events that made it. */
export interface WeighedEdge {
  readonly item: number;
  readonly weight: number;
  readonly events: readonly InteractionRecord[];
}

/**
 * A user's interactions as edges of a snapshot's graph, one an item: of the behaviors that it was trained on, weighed as
 * it weighs events, with items that `knows` accepts.
 */
export function weighedEdges(
  { items, manifest: { dataset } }: Snapshot,
  interactions: readonly InteractionRecord[],
  knows: (item: number) => boolean,
): WeighedEdge[] {
  const groups = new Map<number, InteractionRecord[]>();
  for (const event of interactions) {
    const item = items.indexOf(event.itemKey);
    if (item === undefined || !knows(item)) continue;
    if (dataset.behaviorFilter?.includes(event.behavior) === false) continue;
    const group = groups.get(item);
    if (group === undefined) groups.set(item, [event]);
    else group.push(event);
  }
  return Array.from(groups, ([item, events]) => ({
    item,
    weight: edgeWeight(dataset.weighting, events),
    events,
  })).filter(({ weight }) => weight > 0);
}
