import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { edgeWeight } from '../../src/dataset/group-pairs.js';
import { createInfluence } from '../../src/influence/create-influence.js';
import type { Removal } from '../../src/influence/influence.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';
import { bruteForce, norm } from './brute-force.js';
import { catalogOf, itemsOf, oddContents } from './random-interactions.js';

describe('influence on the graph, against everything propagated again in float64', () => {
  it('of every single interaction on every item is exact, to 1e-9 with layers in float64', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents, async (contents) => {
        const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
        const items = catalogOf(contents);
        for (const [user, key] of contents.dataset.users.keys.entries()) {
          const full = bruteForce(contents, user, new Map());
          const answer = influence.influences({ user: { key, revision: 1 }, items })!;
          expect(answer.source).toBe('MODEL');
          expect(answer.interactions.map(({ item }) => item)).toEqual(itemsOf(contents, user));
          for (const [row, { item: removed }] of answer.interactions.entries()) {
            const without = bruteForce(contents, user, new Map([[removed, 0]]));
            for (const item of items) {
              const place = row * items.length + item;
              const scale = norm(full.user) * norm(full.items[item]!) + norm(without.user) * norm(without.items[item]!);
              expect(Math.abs(answer.scores[item]! - full.scores[item]!)).toBeLessThanOrEqual(1e-9 * scale);
              expect(Math.abs(answer.scoresWithout[place]! - without.scores[item]!)).toBeLessThanOrEqual(1e-9 * scale);
              expect(answer.influences[place]).toBe(answer.scores[item]! - answer.scoresWithout[place]!);
            }
          }
        }
      }),
    );
  });

  it('is within 1e-5 of the norms as served, and within 1e-3 of itself where it matters', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents, async (contents) => {
        const influence = await createInfluence(tinySnapshot(contents));
        const items = catalogOf(contents);
        for (const [user, key] of contents.dataset.users.keys.entries()) {
          const full = bruteForce(contents, user, new Map());
          const answer = influence.influences({ user: { key, revision: 1 }, items })!;
          for (const [row, { item: removed }] of answer.interactions.entries()) {
            const without = bruteForce(contents, user, new Map([[removed, 0]]));
            for (const item of items) {
              const place = row * items.length + item;
              const scale = norm(full.user) * norm(full.items[item]!);
              const expected = full.scores[item]! - without.scores[item]!;
              expect(Math.abs(answer.scoresWithout[place]! - without.scores[item]!)).toBeLessThanOrEqual(1e-5 * scale);
              if (Math.abs(expected) < 1e-3 * scale) continue;
              expect(Math.abs(answer.influences[place]! / expected - 1)).toBeLessThanOrEqual(1e-3);
            }
          }
        }
      }),
    );
  });

  it('of sets of up to three interactions, whole or some of their events, is exact', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents, fc.infiniteStream(fc.nat()), async (contents, choices) => {
        const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
        const items = catalogOf(contents);
        for (const [user, key] of contents.dataset.users.keys.entries()) {
          const removed = chooseRemovals(contents, user, choices);
          const weights = new Map(removed.map((removal) => [removal.item, weightLeft(contents, user, removal)]));
          const without = bruteForce(contents, user, weights);
          const full = bruteForce(contents, user, new Map());
          const answer = influence.without({ user: { key, revision: 1 }, removed, items })!;
          for (const item of items) {
            const scale = norm(full.user) * norm(full.items[item]!) + norm(without.user) * norm(without.items[item]!);
            expect(Math.abs(answer.scoresWithout[item]! - without.scores[item]!)).toBeLessThanOrEqual(1e-9 * scale);
          }
        }
      }),
    );
  });
});

describe('several events of one pair', () => {
  const twice = [
    { userKey: 'ann', itemKey: 'fig', at: 1 },
    { userKey: 'ann', itemKey: 'fig', at: 2 },
    { userKey: 'ann', itemKey: 'jam' },
    { userKey: 'ben', itemKey: 'jam' },
    { userKey: 'ben', itemKey: 'kiwi' },
  ];
  const request = { user: { key: 'ann', revision: 1 }, removed: [{ item: 0, events: [1] }], items: [0, 1, 2] };

  it('under binary weighting, removing one of two changes nothing at all', async () => {
    const influence = await createInfluence(tinySnapshot(tinyContents(twice)));
    const { scores, scoresWithout } = influence.without(request)!;
    for (const item of request.items) expect(scoresWithout[item]).toBeCloseTo(scores[item]!, 15);
  });

  it('under a sum, removing one of two halves the edge', async () => {
    const weighting = { mode: 'sum' as const, behaviorWeights: {} };
    const contents = tinyContents(twice, { weighting });
    const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
    const { scoresWithout } = influence.without(request)!;
    const halved = bruteForce(contents, 0, new Map([[0, 1]]));
    for (const item of request.items) expect(scoresWithout[item]).toBeCloseTo(halved.scores[item]!, 12);
  });

  it.each([
    ['an item that is not hers', [{ item: 2 }]],
    ['an event that the pair has not', [{ item: 0, events: [2] }]],
    ['one item twice', [{ item: 0 }, { item: 0, events: [1] }]],
  ])('refuses %s', async (_what, removed) => {
    const influence = await createInfluence(tinySnapshot(tinyContents(twice)));
    expect(() => influence.without({ ...request, removed })).toThrow(RangeError);
  });
});

describe('by hand', () => {
  it('one layer, ann: fig and jam, ben: jam; without fig she is as if she had only ever had jam', async () => {
    const contents = tinyContents(
      [
        { userKey: 'ann', itemKey: 'fig' },
        { userKey: 'ann', itemKey: 'jam' },
        { userKey: 'ben', itemKey: 'jam' },
      ],
      { layers: 1, dimensions: 1 },
    );
    const [ann, ben, fig, jam] = contents.components[0]!.arrays['x0']!.array as unknown as [
      number,
      number,
      number,
      number,
    ];
    const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
    const answer = influence.influences({ user: { key: 'ann', revision: 1 }, items: [0, 1] })!;
    const r = Math.SQRT1_2; // jam has two users, ann had two items
    const user = (ann + r * fig + 0.5 * jam) / 2;
    expect(answer.scores[0]).toBeCloseTo((user * (fig + r * ann)) / 2, 12);
    expect(answer.scores[1]).toBeCloseTo((user * (jam + 0.5 * ann + r * ben)) / 2, 12);
    const without = (ann + r * jam) / 2; // D_ann is 1 now
    expect(answer.scoresWithout[0]).toBeCloseTo((without * fig) / 2, 12); // nobody is left with fig
    expect(answer.scoresWithout[1]).toBeCloseTo((without * (jam + r * ann + r * ben)) / 2, 12);
  });

  it('a pair alone in the graph leaves both with their initial vectors', async () => {
    const contents = tinyContents([{ userKey: 'ann', itemKey: 'fig' }], { dimensions: 2, layers: 3 });
    const [a0, a1, f0, f1] = Array.from(contents.components[0]!.arrays['x0']!.array) as [
      number,
      number,
      number,
      number,
    ];
    const influence = await createInfluence(tinySnapshot(contents));
    const answer = influence.influences({ user: { key: 'ann', revision: 1 }, items: [0], ranks: {} })!;
    expect(answer.scoresWithout[0]).toBeCloseTo((a0 * f0 + a1 * f1) / 16, 6);
    expect(answer.ranksWithout).toEqual([[null]]);
  });
});

/** One to three of the user's pairs, each whole or without some of its events. */
function chooseRemovals(contents: SnapshotContents, user: number, choices: fc.Stream<number>): Removal[] {
  const { interactions, events } = contents.dataset;
  const next = (): number => Number(choices.next().value);
  const count = 1 + (next() % 3);
  const items = itemsOf(contents, user)
    .map((item) => ({ item, order: next() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count);
  return items.map(({ item }) => {
    const entry = interactions.indptr[user]! + itemsOf(contents, user).indexOf(item);
    const length = events.offsets[entry + 1]! - events.offsets[entry]!;
    if (next() % 2 === 0) return { item };
    return { item, events: Array.from({ length }, (_, place) => place).filter(() => next() % 2 === 0) };
  });
}

/** The weight that a removal leaves its pair, from the events themselves. */
function weightLeft({ dataset }: SnapshotContents, user: number, { item, events: removed }: Removal): number {
  if (removed === undefined) return 0;
  const { interactions, events, behaviors, weighting } = dataset;
  const row = interactions.indices.subarray(interactions.indptr[user], interactions.indptr[user + 1]);
  const entry = interactions.indptr[user]! + row.indexOf(item);
  const start = events.offsets[entry]!;
  const left = Array.from({ length: events.offsets[entry + 1]! - start }, (_, place) => ({
    behavior: behaviors[events.behaviors[start + place]!]!,
    at: events.at[start + place]!,
    weight: events.weights[start + place]!,
  })).filter((_, place) => !removed.includes(place));
  return edgeWeight(weighting, left);
}
