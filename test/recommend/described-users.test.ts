import { describe, expect, it } from '@jest/globals';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import { createInfluence } from '../../src/influence/create-influence.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import type { RecommendationPage, Recommender, UserView } from '../../src/recommend/request.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { interactionsOf, tinyContents, tinySnapshot, withWalks } from '../fixtures/tiny-snapshot.js';
import { expectClose } from '../linalg/closeness.js';
import { scoresOf } from '../models/scores.js';

const CONTENTS = tinyContents(
  ['ann fig', 'ann jam', 'ben jam', 'ben kiwi', 'cat nut', 'dan nut', 'dan pear'].map((pair) => ({
    userKey: pair.split(' ')[0]!,
    itemKey: pair.split(' ')[1]!,
  })),
  {
    users: [
      { key: 'ann', attributes: { country: 'no', likes: ['tea', 'ale'] } },
      { key: 'ben', attributes: { country: 'no' } },
      { key: 'dan', attributes: { country: 'fr', likes: ['ale'] } },
      { key: 'guest', attributes: { country: 'fr', likes: ['tea'] } },
    ],
    userAttributes: { country: 1, likes: 0.5 },
  },
);
const KINDS: readonly [string, SnapshotContents][] = [
  ['dot', CONTENTS],
  ['walk', withWalks(CONTENTS)],
  ['blend', withWalks(CONTENTS, 0.4)],
];
const ITEMS = CONTENTS.dataset.items.size;

describe.each(KINDS)('a user whom attributes describe, ranked by %s', (kind, contents) => {
  const recommenderOf = (): Promise<Recommender> => createRecommender(tinySnapshot(contents));
  const ask = (recommender: Recommender, user: UserView): RecommendationPage =>
    recommender.recommend({ user, first: 20, filter: { includeInteracted: true } });
  const scores = ({ entries }: RecommendationPage): number[] =>
    entries.toSorted((a, b) => a.itemIndex - b.itemIndex).map(({ score }) => score);

  it('is answered by them where she did nothing, with items alone', async () => {
    const page = ask(await recommenderOf(), { key: 'guest', revision: 1 });
    expect(page.source).toBe('MODEL');
    expect(page.entries).toHaveLength(ITEMS);
    const guest = contents.dataset.users.indexOf('guest')!;
    expectClose(scores(page), scoresOf(contents.components, wholeGraph(contents.dataset), guest, ITEMS), 1e-5);
  });

  it('is folded in to what was trained where nothing changed', async () => {
    const recommender = await recommenderOf();
    for (const key of ['ann', 'dan']) {
      const current = interactionsOf(contents, key);
      const folded = ask(recommender, { key, revision: 2, current });
      expect(folded.source).toBe('FOLD_IN');
      expectClose(scores(folded), scores(ask(recommender, { key, revision: 1 })), 1e-4);
    }
  });

  it('is answered by what describes her now, known values alone', async () => {
    const recommender = await recommenderOf();
    const current = interactionsOf(contents, 'ann');
    const described = (attributes: UserView['attributes']): number[] =>
      scores(ask(recommender, { key: 'ann', revision: 2, current, ...(attributes !== undefined && { attributes }) }));
    expectClose(described({ country: 'no', likes: ['ale', 'tea', 'mead'], city: 'x' }), described(undefined), 1e-12);
    expect(described({})).not.toEqual(described(undefined));
  });

  it('is answered by them where no training saw her, and by what is popular where they say nothing', async () => {
    const recommender = await recommenderOf();
    const newcomer = (attributes: UserView['attributes']): RecommendationPage =>
      ask(recommender, { key: 'new', revision: 1, current: [], ...(attributes !== undefined && { attributes }) });
    expect(newcomer({ country: 'no' }).source).toBe('FOLD_IN');
    for (const attributes of [undefined, {}, { country: 'dk', likes: [] }, { country: 7 }])
      expect(newcomer(attributes).source).toBe('POPULAR');
    if (kind !== 'walk') return;
    const best = newcomer({ country: 'no' })
      .entries.slice(0, 3)
      .map(({ key }) => key);
    expect(best.toSorted()).toEqual(['fig', 'jam', 'kiwi']); // what ann and ben have
  });

  it('has no influences where she has no interaction', async () => {
    const influence = await createInfluence(tinySnapshot(contents));
    expect(influence.influences({ user: { key: 'guest', revision: 1 }, items: [0] })).toBeUndefined();
    const folded = { key: 'new', revision: 1, current: [], attributes: { country: 'no' } };
    expect(influence.influences({ user: folded, items: [0] })).toBeUndefined();
  });
});
