import fc from 'fast-check';
import type { AttributeWeights } from '../../src/dataset/attribute-edges.js';
import type { PairWeighting } from '../../src/dataset/pair-weighting.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import type { InteractionRecord, ItemRecord, UserProfile } from '../../src/store/interaction-store.js';
import { tinyContents } from '../fixtures/tiny-snapshot.js';

/** Interactions of up to six users and seven items: single pairs, users and items of one edge, several events a pair. */
const interactions = fc.uniqueArray(
  fc.record<InteractionRecord>({
    userKey: fc.constantFrom('ann', 'ben', 'cat', 'dan', 'eve', 'flo'),
    itemKey: fc.constantFrom('fig', 'jam', 'kiwi', 'lime', 'mint', 'nut', 'pear'),
    behavior: fc.constantFrom('viewed', 'bought'),
    at: fc.integer({ min: 0, max: 2 }),
    weight: fc.constantFrom(0.25, 1, 3, 40),
  }),
  {
    selector: ({ userKey, itemKey, behavior, at }) => [userKey, itemKey, behavior, at].join(),
    minLength: 1,
    maxLength: 30,
  },
);

const weightings = fc.constantFrom<PairWeighting>(
  { mode: 'binary', behaviorWeights: {} },
  { mode: 'sum', behaviorWeights: { bought: 4 } },
  { mode: 'log', behaviorWeights: { viewed: 0.25 } },
  { mode: 'sum', behaviorWeights: { bought: 2 }, decay: { halfLife: 1, asOf: 2 } },
  { mode: 'log', behaviorWeights: {}, decay: { halfLife: 3, asOf: 2 } },
);

/** Some items that a color and tastes describe, `unsold` among them. */
const described: readonly ItemRecord[] = [
  { key: 'fig', attributes: { color: 'purple', tastes: ['sweet', 'soft'] } },
  { key: 'jam', attributes: { color: 'purple', tastes: ['sweet'] } },
  { key: 'lime', attributes: { color: 'green', tastes: ['sour'] } },
  { key: 'unsold', attributes: { color: 'green', tastes: ['sour', 'soft'] } },
];

/** Some users whom a country and likes describe, one of them by nothing else. */
const profiles: readonly UserProfile[] = [
  { key: 'ann', attributes: { country: 'no', likes: ['tea', 'ale'] } },
  { key: 'ben', attributes: { country: 'no', likes: ['tea'] } },
  { key: 'cat', attributes: { country: 'fr', likes: [] } },
  { key: 'dan', attributes: { country: 'fr', likes: ['ale'] } },
];

/**
 * Contents of snapshots of odd shapes, 1 to 4 layers deep, half of them with attributes of items in the graph and half with
 * those of users, where any of these is described; `unsold` is an item that nobody interacted with.
 */
export const oddContents: fc.Arbitrary<SnapshotContents> = fc
  .record({
    interactions,
    weighting: weightings,
    layers: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(1000),
    scaled: fc.boolean(),
    attributes: fc.constantFrom<AttributeWeights | undefined>(undefined, { color: 1, tastes: 0.5 }),
    userAttributes: fc.constantFrom<AttributeWeights | undefined>(undefined, { country: 1, likes: 0.5 }),
  })
  .map(({ interactions: records, attributes, userAttributes, ...options }) => {
    const users = profiles.filter(({ key }) => records.some(({ userKey }) => userKey === key));
    const isDescribed = users.some(({ key }) => key !== 'cat'); // who likes nothing
    return tinyContents(records, {
      ...options,
      items: described,
      ...(attributes !== undefined && { attributes }),
      ...(userAttributes !== undefined && isDescribed && { users, userAttributes }),
    });
  });

/** Whether a user has edges that are no interactions. */
export function hasAttributes({ dataset: { userAttributes } }: SnapshotContents, user: number): boolean {
  return userAttributes !== undefined && userAttributes.edges.indptr[user]! < userAttributes.edges.indptr[user + 1]!;
}

/** The user's items. */
export function itemsOf({ dataset: { interactions } }: SnapshotContents, user: number): number[] {
  return Array.from(interactions.indices.subarray(interactions.indptr[user], interactions.indptr[user + 1]));
}

/** All items of the catalog. */
export function catalogOf({ dataset: { items } }: SnapshotContents): number[] {
  return Array.from(items.keys, (_, item) => item);
}
