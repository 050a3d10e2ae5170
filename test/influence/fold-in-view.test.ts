import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createInfluence } from '../../src/influence/create-influence.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import type { UserView } from '../../src/recommend/request.js';
import type { InteractionRecord } from '../../src/store/interaction-store.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';
import { catalogOf, oddContents } from './random-interactions.js';

const currents = fc.uniqueArray(
  fc.record<InteractionRecord>({
    userKey: fc.constant('ann'),
    itemKey: fc.constantFrom('fig', 'jam', 'kiwi', 'lime', 'unsold', 'unknown'),
    behavior: fc.constantFrom('viewed', 'bought'),
    at: fc.integer({ min: 0, max: 1 }),
    weight: fc.constantFrom(0.25, 1, 3),
  }),
  { selector: ({ itemKey, behavior, at }) => [itemKey, behavior, at].join(), maxLength: 8 },
);

/** What the view says of her, if anything. */
const descriptions = fc.constantFrom<Pick<UserView, 'attributes'>>(
  {},
  { attributes: {} },
  { attributes: { country: 'fr', likes: ['ale', 'mead'] } },
);

describe('influence in the fold-in view', () => {
  it.each(['ann', 'new'])('of %s is the difference to what the recommender says without those events', async (key) => {
    await fc.assert(
      fc.asyncProperty(oddContents, currents, descriptions, async (contents, current, description) => {
        const snapshot = tinySnapshot(contents);
        const influence = await createInfluence(snapshot);
        const recommender = await createRecommender(snapshot);
        const items = catalogOf(contents);
        const scoresOf = (user: UserView): Map<number, number> | undefined => {
          const page = recommender.recommend({ user, first: items.length, filter: { includeInteracted: true } });
          if (page.source !== 'FOLD_IN') return undefined;
          return new Map(page.entries.map(({ itemIndex, score }) => [itemIndex, score]));
        };
        const view = { key, revision: 2, current, ...description };
        const answer = influence.influences({ user: view, items });
        const full = scoresOf(view);
        if (answer === undefined) {
          expect(full).toEqual(scoresOf({ ...view, current: [] })); // what describes her, if anything
          return;
        }
        expect(answer.source).toBe('FOLD_IN');
        for (const item of items) expect(answer.scores[item]).toBeCloseTo(full!.get(item)!, 4);
        for (const [row, edge] of answer.interactions.entries()) {
          const itemKey = contents.dataset.items.keyAt(edge.item);
          const rest = current.filter((event) => event.itemKey !== itemKey);
          expect(edge.events.length + rest.length).toBe(current.length);
          const without = scoresOf({ ...view, current: rest });
          if (without === undefined) continue; // nothing is left: x0 alone, which the recommender does not rank by
          for (const item of items) {
            expect(answer.scoresWithout[row * items.length + item]).toBeCloseTo(without.get(item)!, 4);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes away single events by the weighting of the snapshot', async () => {
    const weighting = { mode: 'sum' as const, behaviorWeights: {} };
    const contents = tinyContents([event('ann', 'fig', 1), event('ben', 'jam', 1)], { weighting });
    const influence = await createInfluence(tinySnapshot(contents));
    const user = {
      key: 'new',
      revision: 1,
      current: [event('new', 'fig', 1), event('new', 'fig', 2), event('new', 'jam', 1)],
    };
    const half = { ...user, current: user.current.slice(1) };
    const answer = influence.without({ user, removed: [{ item: 0, events: [0] }], items: [0, 1] })!;
    const expected = influence.influences({ user: half, items: [0, 1] })!.scores;
    for (const item of [0, 1]) expect(answer.scoresWithout[item]).toBeCloseTo(expected[item]!, 12);
  });

  it('ranks by frozen items, and not at all once nothing is left', async () => {
    const contents = tinyContents([event('ann', 'fig', 1), event('ben', 'jam', 1), event('cat', 'kiwi', 1)]);
    const snapshot = tinySnapshot(contents);
    const influence = await createInfluence(snapshot);
    const recommender = await createRecommender(snapshot);
    const user = { key: 'new', revision: 1, current: [event('new', 'fig', 1), event('new', 'jam', 1)] };
    const filter = { includeInteracted: true };
    const answer = influence.influences({ user, items: [0, 1, 2], ranks: { filter } })!;
    const without = recommender.recommend({ user: { ...user, current: [event('new', 'jam', 1)] }, first: 3, filter });
    for (const { itemIndex, rank } of without.entries) expect(answer.ranksWithout![0]![itemIndex]).toBe(rank);
    const single = { ...user, current: [event('new', 'fig', 1)] };
    expect(influence.influences({ user: single, items: [1], ranks: {} })!.ranksWithout).toEqual([[null]]);
  });
});

describe('users whose recommendations are POPULAR', () => {
  it.each<[string, UserView]>([
    ['nobody knows', { key: 'new', revision: 0 }],
    ['are left without interactions', { key: 'ann', revision: 2, current: [] }],
    ['have interactions with unknown items only', { key: 'ann', revision: 2, current: [event('ann', 'unknown', 0)] }],
  ])('have no influence: those who %s', async (_what, user) => {
    const influence = await createInfluence(tinySnapshot(tinyContents([event('ann', 'fig', 0)])));
    expect(influence.influences({ user, items: [0] })).toBeUndefined();
    expect(influence.without({ user, items: [0], removed: [] })).toBeUndefined();
    expect(influence.counterfactual({ user, item: 0 })).toBeUndefined();
  });

  it('have none in a snapshot without a scored component', async () => {
    const contents = { ...tinyContents([event('ann', 'fig', 0)]), components: [] };
    const influence = await createInfluence(tinySnapshot(contents));
    expect(influence.influences({ user: { key: 'ann', revision: 1 }, items: [0] })).toBeUndefined();
  });
});

function event(userKey: string, itemKey: string, at: number): InteractionRecord {
  return { userKey, itemKey, behavior: 'viewed', at, weight: 1 };
}
