import type { InteractionRecord } from '../../../src/store/interaction-store.js';

/** Events by a property of theirs. */
export function groupBy<K>(
  events: readonly InteractionRecord[],
  key: (event: InteractionRecord) => K,
): Map<K, InteractionRecord[]> {
  const groups = new Map<K, InteractionRecord[]>();
  for (const event of events) {
    const group = groups.get(key(event));
    if (group === undefined) groups.set(key(event), [event]);
    else group.push(event);
  }
  return groups;
}

/** How many events have each value of a property. */
export function countBy<K>(events: readonly InteractionRecord[], key: (event: InteractionRecord) => K): Map<K, number> {
  return new Map([...groupBy(events, key)].map(([value, group]) => [value, group.length]));
}
