import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import type { RecommendationFilter, UserView } from '../../src/recommend/request.js';
import type { InteractionRecord, ItemRecord } from '../../src/store/interaction-store.js';
import { tinyContents, tinySnapshot, withEmbeddings, type TinyInteraction } from '../fixtures/tiny-snapshot.js';

const ITEMS: readonly ItemRecord[] = [
  { key: 'fig', attributes: { kind: 'fruit', tags: ['sweet', 'dry'], price: 1 } },
  { key: 'jam', attributes: { kind: 'spread', tags: ['sweet'], price: 2 } },
  { key: 'kiwi', attributes: { kind: 'fruit', tags: ['sour'], price: 1 } },
  { key: 'nut', attributes: { kind: 'nut', organic: true } },
  { key: 'pear' },
];
const INTERACTIONS: readonly TinyInteraction[] = [
  { userKey: 'ann', itemKey: 'fig' },
  { userKey: 'ben', itemKey: 'fig' },
  { userKey: 'ben', itemKey: 'jam' },
  { userKey: 'cat', itemKey: 'kiwi' },
  { userKey: 'cat', itemKey: 'nut' },
  { userKey: 'cat', itemKey: 'jam' },
  { userKey: 'cat', itemKey: 'pear' },
];
/** Scores of ann: fig 9, jam 2, kiwi 3, nut 2, pear -1. */
const BY_HAND = withEmbeddings(
  tinyContents(INTERACTIONS, { items: ITEMS, dimensions: 2 }),
  { ann: [1, 0], ben: [0, 1], cat: [0, 0] },
  { fig: [9, 1], jam: [2, 5], kiwi: [3, 0], nut: [2, 2], pear: [-1, 4] },
);
const ANN: UserView = { key: 'ann', revision: 1 };

describe('recommending to a user whom the snapshot knows', () => {
  it('ranks by dot product, ties by key, without what she interacted with', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    expect(recommender.recommend({ user: ANN, first: 10 })).toEqual({
      source: 'MODEL',
      entries: [
        { key: 'kiwi', score: 3, rank: 1, itemIndex: 2 },
        { key: 'jam', score: 2, rank: 2, itemIndex: 1 },
        { key: 'nut', score: 2, rank: 3, itemIndex: 3 },
        { key: 'pear', score: -1, rank: 4, itemIndex: 4 },
      ],
      hasNextPage: false,
    });
  });

  it('pages on with ranks over the whole ranking', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const page = recommender.recommend({ user: ANN, first: 2, after: { score: 3, key: 'kiwi' } });
    expect(page.entries.map(({ key, rank }) => [key, rank])).toEqual([
      ['jam', 2],
      ['nut', 3],
    ]);
    expect(page.hasNextPage).toBe(true);
  });

  it.each<[string, RecommendationFilter, string[]]>([
    ['equality', { attributes: [{ name: 'kind', anyOf: ['fruit'] }] }, ['kiwi']],
    ['one of several values', { attributes: [{ name: 'kind', anyOf: ['nut', 'spread', 'nothing'] }] }, ['jam', 'nut']],
    ['a value in a list', { attributes: [{ name: 'tags', anyOf: ['sweet'] }] }, ['jam']],
    ['any of a list of values', { attributes: [{ name: 'tags', anyOf: [['sweet', 'sour']] }] }, ['kiwi', 'jam']],
    ['a number, not its text', { attributes: [{ name: 'price', anyOf: [1, '2'] }] }, ['kiwi']],
    ['a boolean', { attributes: [{ name: 'organic', anyOf: [true] }] }, ['nut']],
    [
      'two conditions',
      {
        attributes: [
          { name: 'kind', anyOf: ['fruit', 'nut'] },
          { name: 'tags', anyOf: ['sour'] },
        ],
      },
      ['kiwi'],
    ],
    ['an attribute that no item has', { attributes: [{ name: 'color', anyOf: ['red'] }] }, []],
    ['no value at all', { attributes: [{ name: 'kind', anyOf: [] }] }, []],
    ['items left out, unknown ones among them', { excludeItems: ['kiwi', 'unknown'] }, ['jam', 'nut', 'pear']],
    ['distinct users', { minPopularity: 2 }, ['jam']],
    ['what she interacted with, when asked for', { includeInteracted: true }, ['fig', 'kiwi', 'jam', 'nut', 'pear']],
    ['an empty filter', {}, ['kiwi', 'jam', 'nut', 'pear']],
  ])('filters by %s', async (_what, filter, keys) => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    expect(recommender.recommend({ user: ANN, first: 10, filter }).entries.map(({ key }) => key)).toEqual(keys);
  });

  it('filters as a look at every item would', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const values = fc.constantFrom('fruit', 'spread', 'nut', 'sweet', 'dry', 'sour', 1, 2, true);
    const condition = fc.record({
      name: fc.constantFrom('kind', 'tags', 'price', 'organic', 'color'),
      anyOf: fc.array(values, { maxLength: 3 }),
    });
    const counts: Record<string, number> = { fig: 2, jam: 2, kiwi: 1, nut: 1, pear: 1 };
    const filters = fc.record({
      attributes: fc.array(condition, { maxLength: 2 }),
      excludeItems: fc.subarray(ITEMS.map(({ key }) => key)),
      minPopularity: fc.integer({ min: 0, max: 3 }),
      includeInteracted: fc.boolean(),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        const expected = ITEMS.filter(
          ({ key, attributes = {} }) =>
            filter.attributes.every(({ name, anyOf }) => {
              const value = attributes[name];
              return anyOf.some((wanted) => (Array.isArray(value) ? value.includes(wanted) : value === wanted));
            }) &&
            !filter.excludeItems.includes(key) &&
            counts[key]! >= filter.minPopularity &&
            (filter.includeInteracted || key !== 'fig'),
        ).map(({ key }) => key);
        const found = recommender.recommend({ user: ANN, first: 10, filter }).entries.map(({ key }) => key);
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });
});

describe('the source of recommendations', () => {
  it('is FOLD_IN when current interactions are given, and those are left out beside the snapshot’s', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const page = recommender.recommend({ user: { ...ANN, current: [event('ann', 'jam')] }, first: 10 });
    expect(page.source).toBe('FOLD_IN');
    expect(page.entries.map(({ key }) => key).sort()).toEqual(['kiwi', 'nut', 'pear']);
  });

  it('is FOLD_IN for a user whom the snapshot does not know', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const page = recommender.recommend({
      user: { key: 'new', revision: 1, current: [event('new', 'nut')] },
      first: 10,
    });
    expect(page.source).toBe('FOLD_IN');
    expect(page.entries.map(({ key }) => key)).not.toContain('nut');
  });

  it.each<[string, UserView]>([
    ['a user without interactions', { key: 'new', revision: 0, current: [] }],
    ['a user who is left without any', { key: 'ben', revision: 9, current: [] }],
    ['interactions with unknown items only', { key: 'new', revision: 1, current: [event('new', 'unknown')] }],
    ['a user of whom nothing is given', { key: 'new', revision: 0 }],
    ['a vector of zeros', { key: 'cat', revision: 1 }],
  ])('is POPULAR for %s', async (_what, user) => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const filter = { includeInteracted: true };
    const page = recommender.recommend({ user, first: 3, filter });
    expect(page.source).toBe('POPULAR');
    expect(page.entries.map(({ key, score, rank }) => [key, score, rank])).toEqual([
      ['fig', 2, 1],
      ['jam', 2, 2],
      ['kiwi', 1, 3],
    ]);
    const next = recommender.recommend({ user, first: 3, after: page.entries[2]!, filter });
    expect(next.entries.map(({ key, rank }) => [key, rank])).toEqual([
      ['nut', 4],
      ['pear', 5],
    ]);
  });

  it('is POPULAR throughout when the snapshot has no embeddings, counted from interactions when it has no counts', async () => {
    const bare = { ...BY_HAND, components: [] };
    const recommender = await createRecommender(tinySnapshot(bare));
    const page = recommender.recommend({ user: ANN, first: 1 });
    expect(page).toMatchObject({ source: 'POPULAR', entries: [{ key: 'jam', score: 2 }] });
    expect(recommender.popularity('fig')).toBe(2);
    expect(recommender.userNeighbors(ANN, 5)).toBeUndefined();
    expect(recommender.itemNeighbors('fig', 5)).toBeUndefined();
  });
});

describe('popularity', () => {
  it('counts distinct users, and is undefined for an item that the snapshot does not know', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    expect(recommender.popularity('jam')).toBe(2);
    expect(recommender.popularity('unknown')).toBeUndefined();
  });
});

describe('requests at the same time', () => {
  it('do not disturb one another, whatever answers between them', async () => {
    const recommender = await createRecommender(tinySnapshot(BY_HAND));
    const first = recommender.recommend({ user: ANN, first: 10 });
    const copy = structuredClone(first);
    recommender.recommend({ user: { key: 'ben', revision: 1 }, first: 10 });
    recommender.itemNeighbors('fig', 5);
    recommender.userNeighbors(ANN, 5);
    expect(first).toEqual(copy);
    expect(recommender.recommend({ user: ANN, first: 10 })).toEqual(copy);
  });
});

function event(userKey: string, itemKey: string): InteractionRecord {
  return { userKey, itemKey, behavior: 'interacted', at: 0, weight: 1 };
}
