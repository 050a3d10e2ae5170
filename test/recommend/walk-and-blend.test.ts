import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import type { Recommender, UserView } from '../../src/recommend/request.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { interactionsOf, tinyContents, tinySnapshot, withWalks } from '../fixtures/tiny-snapshot.js';
import { oddContents } from '../influence/random-interactions.js';
import { NOBODY } from '../../src/linalg/walk-filter.js';
import { walkScores } from '../linalg/walk-brute-force.js';
import { scoresOf } from '../models/scores.js';

const KINDS: readonly [string, (contents: SnapshotContents) => SnapshotContents][] = [
  ['walk', (contents) => withWalks(contents)],
  ['blend', (contents) => withWalks(contents, 0.4)],
];

describe.each(KINDS)('recommending by %s', (_, of) => {
  it('gives the scores of the formula, over the whole catalog', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents.map(of), async (contents) => {
        const { users } = contents.dataset;
        const graph = wholeGraph(contents.dataset);
        const recommender = await createRecommender(tinySnapshot(contents));
        for (const [user, key] of users.keys.entries()) {
          const scores = scoresOf(contents.components, graph, user, contents.dataset.items.size);
          const answer = everything(recommender, { key, revision: 1 });
          if (answer.source === 'POPULAR') expect(scores.every((score) => score === 0)).toBe(true);
          else expectScores(answer.scores, scores);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('folds in what a user has now: the same as trained where that is what she had', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents.map(of), async (contents) => {
        const recommender = await createRecommender(tinySnapshot(contents));
        for (const key of contents.dataset.users.keys) {
          const trained = everything(recommender, { key, revision: 1 });
          const now = everything(recommender, { key, revision: 2, current: interactionsOf(contents, key) });
          expect(now.source).toBe(trained.source === 'MODEL' ? 'FOLD_IN' : 'POPULAR');
          expectScores(now.scores, trained.scores);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('offers what is popular to whom nothing is known of', async () => {
    const contents = of(
      tinyContents([
        { userKey: 'ann', itemKey: 'fig' },
        { userKey: 'ben', itemKey: 'fig' },
      ]),
    );
    const recommender = await createRecommender(tinySnapshot(contents));
    expect(everything(recommender, { key: 'new', revision: 1 }).source).toBe('POPULAR');
    expect(everything(recommender, { key: 'new', revision: 1, current: [] }).source).toBe('POPULAR');
    const unknown = { userKey: 'new', itemKey: 'unheard-of', behavior: 'view', at: 0, weight: 1 };
    expect(everything(recommender, { key: 'new', revision: 1, current: [unknown] }).source).toBe('POPULAR');
  });
});

describe('walks', () => {
  it('lead a new user over everyone who has what she has', async () => {
    const contents = withWalks(
      tinyContents([
        { userKey: 'ann', itemKey: 'fig' },
        { userKey: 'ann', itemKey: 'jam' },
        { userKey: 'ben', itemKey: 'jam' },
      ]),
    );
    const recommender = await createRecommender(tinySnapshot(contents));
    const current = [{ userKey: 'new', itemKey: 'fig', behavior: 'view', at: 0, weight: 1 }];
    const { scores, source } = everything(recommender, { key: 'new', revision: 1, current });
    expect(source).toBe('FOLD_IN');
    expectScores(scores, walkScores(contents.dataset.interactions, [1, 0], NOBODY, { p: 0.1, q: 0.9, a: 1 }));
  });

  it('that lead nowhere leave what is popular', async () => {
    const contents = withWalks(
      tinyContents([
        { userKey: 'ann', itemKey: 'fig' },
        { userKey: 'ben', itemKey: 'jam' },
      ]),
    );
    const recommender = await createRecommender(tinySnapshot(contents));
    expect(everything(recommender, { key: 'ann', revision: 1 }).source).toBe('POPULAR');
  });
});

describe('a blend', () => {
  it('compares neighbors by its embeddings', async () => {
    const contents = tinyContents([
      { userKey: 'ann', itemKey: 'fig' },
      { userKey: 'ben', itemKey: 'jam' },
    ]);
    const [blend, dot] = [withWalks(contents, 0.4), contents].map((of) => createRecommender(tinySnapshot(of)));
    expect((await blend!).itemNeighbors('fig', 5)).toEqual((await dot!).itemNeighbors('fig', 5));
    const ann = { key: 'ann', revision: 1 };
    expect((await blend!).userNeighbors(ann, 5)).toEqual((await dot!).userNeighbors(ann, 5));
  });
});

/** Scores of all items by index, hers included. */
function everything(recommender: Recommender, user: UserView): { source: string; scores: number[] } {
  const { source, entries } = recommender.recommend({ user, first: 100, filter: { includeInteracted: true } });
  return { source, scores: entries.toSorted((a, b) => a.itemIndex - b.itemIndex).map(({ score }) => score) };
}

function expectScores(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [item, score] of expected.entries())
    expect(Math.abs(actual[item]! - score)).toBeLessThan(1e-4 * Math.max(1, Math.abs(score)));
}
