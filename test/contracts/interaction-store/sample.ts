import fc from 'fast-check';
import type { InteractionBatch, InteractionRecord, InteractionStore } from '../../../src/store/interaction-store.js';

/** One interaction, with what a test does not care about filled in. */
export function event(
  userKey: string,
  itemKey: string,
  rest: Partial<Omit<InteractionRecord, 'userKey' | 'itemKey'>> = {},
): InteractionRecord {
  return { userKey, itemKey, behavior: 'view', at: 0, weight: 1, ...rest };
}

/** Every interaction of a store, in an order of its own. */
export async function everything(store: InteractionStore): Promise<InteractionRecord[]> {
  const all: InteractionRecord[] = [];
  for await (const batch of store.exportInteractions()) all.push(...interactionsIn(batch));
  return all;
}

export function interactionsIn(batch: InteractionBatch): InteractionRecord[] {
  return batch.users.flatMap(({ key: userKey }, place) => {
    const events: InteractionRecord[] = [];
    for (let at = batch.offsets[place]!; at < batch.offsets[place + 1]!; at++) {
      events.push({
        userKey,
        itemKey: batch.itemKeys[at]!,
        behavior: batch.behaviors[at]!,
        at: batch.at[at]!,
        weight: batch.weights[at]!,
      });
    }
    return events;
  });
}

/** The identity of an interaction: of two with the same one a store keeps the last. */
export function identity({ userKey, itemKey, behavior, at }: InteractionRecord): string {
  return JSON.stringify([userKey, itemKey, behavior, at]);
}

/** Interactions by identity, so that two collections compare whatever their order. */
export function byIdentity(interactions: readonly InteractionRecord[]): Map<string, number> {
  return new Map(interactions.map((interaction) => [identity(interaction), interaction.weight]));
}

/** Empties a store of users, for properties that run many times on one. */
export async function eraseEveryone(store: InteractionStore): Promise<void> {
  for (const { key } of await store.listUsers({ first: 10_000 })) await store.eraseUser(key);
}

/** Interactions among few users, items, behaviors and times, so that they often meet; weights survive 32 bits. */
export const anyInteractions: fc.Arbitrary<InteractionRecord[]> = fc.array(
  fc.record({
    userKey: fc.constantFrom('ada', 'bo', '\u{1F600}', '\uFFEE', '-8845298781299428018'),
    itemKey: fc.constantFrom('x', 'y', 'z', "it's", '\u{10000}', '\uE000'),
    behavior: fc.constantFrom('view', 'like', 'buy'),
    at: fc.constantFrom(0, 1, 1_700_000_000_000, 1_700_000_000_001),
    weight: fc.constantFrom(0.5, 1, 2, 3.25),
  }),
  { maxLength: 40 },
);
