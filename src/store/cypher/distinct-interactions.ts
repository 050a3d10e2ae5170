import type { InteractionRecord } from '../interaction-store.js';

/** Interactions of one call by user, then by what identifies an event of that user. */
export type DistinctInteractions = Map<string, Map<string, InteractionRecord>>;

/** Keeps one interaction per (user, item, behavior, at): the last. */
export function distinctInteractions(interactions: readonly InteractionRecord[]): DistinctInteractions {
  const byUser: DistinctInteractions = new Map();
  for (const interaction of interactions) {
    const events = byUser.get(interaction.userKey) ?? new Map<string, InteractionRecord>();
    if (events.size === 0) byUser.set(interaction.userKey, events);
    events.set(eventKey(interaction), interaction);
  }
  return byUser;
}

/** Text that two events of a user share only when item, behavior and time are equal. */
export function eventKey({ at, behavior, itemKey }: Omit<InteractionRecord, 'userKey' | 'weight'>): string {
  return `${at} ${behavior.length} ${behavior}${itemKey}`;
}
