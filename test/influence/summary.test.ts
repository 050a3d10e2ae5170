import { beforeAll, describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { runContext } from '../../src/core/run-context.js';
import { createInfluence } from '../../src/influence/create-influence.js';
import type { Influence } from '../../src/influence/influence.js';
import type { InfluenceSummary } from '../../src/influence/summary/influence-summary.js';
import { summarizeInfluence } from '../../src/influence/summary/summarize-influence.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import type { Recommender } from '../../src/recommend/request.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';

/** A ring of twelve users; each viewed three items in a row and bought the middle one. `window` is viewed by u0 alone. */
const contents = tinyContents(
  [
    ...Array.from({ length: 12 }, (_, user) => [
      ...[0, 1, 2].map((step) => ({
        userKey: `u${user}`,
        itemKey: `i${(user + step) % 12}`,
        behavior: 'viewed',
        at: 1,
      })),
      { userKey: `u${user}`, itemKey: `i${(user + 1) % 12}`, behavior: 'bought', at: 2 },
    ]).flat(),
    { userKey: 'u0', itemKey: 'window', behavior: 'viewed', at: 3 },
  ],
  { weighting: { mode: 'sum', behaviorWeights: { bought: 5 } } },
);
const snapshot = tinySnapshot(contents);
const TOP = 3;

let recommender: Recommender;
let influence: Influence;
beforeAll(async () => {
  recommender = await createRecommender(snapshot);
  influence = await createInfluence(snapshot);
});

const summarize = (users: number, run = runContext(), listed = 100): Promise<InfluenceSummary> =>
  summarizeInfluence({ snapshot, recommender, influence }, { users, top: TOP, listed }, Random.fromSeed(1), run);

describe('a summary of influence', () => {
  it('takes away all events of a behavior, and counts what that moves and displaces', async () => {
    const { users, top, behaviors } = await summarize(100);
    expect({ users, top }).toEqual({ users: 12, top: TOP });
    for (const behavior of ['bought', 'viewed']) {
      const [effects, displaced] = [[] as number[], [] as number[]];
      for (const key of snapshot.users.keys) {
        const user = { key, revision: 1 };
        const items = recommender.recommend({ user, first: TOP }).entries.map(({ itemIndex }) => itemIndex);
        const { interactions, scores } = influence.influences({ user, items })!;
        const removed = interactions
          .map(({ item, events }) => ({
            item,
            events: events.flatMap((event, place) => (event.behavior === behavior ? [place] : [])),
          }))
          .filter(({ events }) => events.length > 0);
        const without = influence.without({ user, items, removed, ranks: {} })!;
        const change = scores.map((score, place) => Math.abs(score - without.scoresWithout[place]!));
        effects.push(sum(change) / sum(scores.map(Math.abs)));
        displaced.push(without.ranksWithout!.filter((rank) => rank === null || rank > TOP).length / items.length);
      }
      const figures = behaviors.find((entry) => entry.behavior === behavior)!;
      expect(figures).toMatchObject({ users: 12, events: behavior === 'bought' ? 12 : 37 });
      expect(figures.effect).toBeCloseTo(sum(effects) / 12, 12);
      expect(figures.displaced).toBeCloseTo(sum(displaced) / 12, 12);
      expect(figures.effect).toBeGreaterThan(0);
    }
    expect(behaviors[0]!.effect).toBeGreaterThanOrEqual(behaviors[1]!.effect);
  });

  it('adds up single interactions by item, and lists the strongest first', async () => {
    const { items, interactions } = await summarize(100);
    expect(interactions).toHaveLength(37);
    expect(items).toHaveLength(13);
    for (const { item, users, raised, lowered } of items) {
      const ofItem = interactions.filter((interaction) => interaction.item === item);
      expect(ofItem).toHaveLength(users);
      expect(raised + lowered).toBeCloseTo(sum(ofItem.map(({ effect }) => effect)), 12);
    }
    const strengths = items.map(({ raised, lowered }) => raised + lowered);
    expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
    expect((await summarize(100, runContext(), 2)).interactions).toEqual(interactions.slice(0, 2));
  });

  it('is of as many users as asked for, the same for the same seed', async () => {
    const summary = await summarize(5);
    expect(summary.users).toBe(5);
    expect(await summarize(5)).toEqual(summary);
  });

  it('tells how far it is and stops when it is asked to', async () => {
    const done: number[] = [];
    const stop = new AbortController();
    const run = runContext({
      signal: stop.signal,
      progress: (event) => {
        done.push(event.done);
        if (event.done === 2) stop.abort();
      },
    });
    await expect(summarize(5, run)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(done).toEqual([0, 1, 2]);
  });
});

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}
