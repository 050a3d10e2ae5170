import fc from 'fast-check';
import type { Dataset } from '../../src/dataset/dataset.js';
import type { InteractionRecord } from '../../src/store/interaction-store.js';

export function event(userKey: string, itemKey: string, parts: Partial<InteractionRecord> = {}): InteractionRecord {
  return { userKey, itemKey, behavior: 'viewed', at: 0, weight: 1, ...parts };
}

/** Events over few keys, so that pairs and moments repeat. Weights are exact in float32. */
export const arbitraryEvents = fc.array(
  fc.record({
    userKey: fc.constantFrom('ann', 'bob', 'cid', '10', '9', 'ö', '\u{1F600}'),
    itemKey: fc.constantFrom('tea', 'oat milk', 'a-key-longer-than-thirteen', '2', '10', '\uFFFD'),
    behavior: fc.constantFrom('viewed', 'liked', 'carted'),
    at: fc.constantFrom(0, 1, 1000, 1_500_000_000_000),
    weight: fc.constantFrom(0.5, 1, 2, 5),
  }),
  { minLength: 1, maxLength: 60 },
);

/** The events of a dataset as records, user by user, item by item, oldest first. */
export function eventsOf(dataset: Dataset): InteractionRecord[] {
  const { interactions, events } = dataset;
  const records: InteractionRecord[] = [];
  for (let user = 0; user < interactions.rows; user++) {
    for (let pair = interactions.indptr[user]!; pair < interactions.indptr[user + 1]!; pair++) {
      for (let position = events.offsets[pair]!; position < events.offsets[pair + 1]!; position++) {
        records.push({
          userKey: dataset.users.keyAt(user),
          itemKey: dataset.items.keyAt(interactions.indices[pair]!),
          behavior: dataset.behaviors[events.behaviors[position]!]!,
          at: events.at[position]!,
          weight: events.weights[position]!,
        });
      }
    }
  }
  return records;
}

/** `user item` of every pair of a matrix over a dataset's keys. */
export function pairNames({ users, items }: Dataset, matrix: Dataset['interactions']): string[] {
  const names: string[] = [];
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.indptr[row]!; entry < matrix.indptr[row + 1]!; entry++) {
      names.push(`${users.keyAt(row)} ${items.keyAt(matrix.indices[entry]!)}`);
    }
  }
  return names;
}
