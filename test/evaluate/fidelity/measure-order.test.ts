import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from '../../../src/core/random.js';
import { runContext } from '../../../src/core/run-context.js';
import {
  explainedCases,
  explainedModel,
  type ExplainedCase,
  type ExplainedModel,
} from '../../../src/evaluate/fidelity/explained-cases.js';
import { createExplainers } from '../../../src/evaluate/fidelity/explainers.js';
import { measureOrder, orderOf, type MeasuredOrder } from '../../../src/evaluate/fidelity/measure-order.js';
import type { SnapshotContents } from '../../../src/snapshot/contents.js';
import { tinySnapshot, type TinyInteraction } from '../../fixtures/tiny-snapshot.js';
import { oddContents } from '../../influence/random-interactions.js';
import { FIVE_EDGES, TWO_WAYS, walksByHand } from './by-hand.js';

const MEASURES = { cutoffs: [1, 2], top: 1, mostRemoved: 10 };
const BOUNDS = { users: 100, interactions: [2, 100] as const };

async function casesOf(contents: SnapshotContents): Promise<{ model: ExplainedModel; cases: ExplainedCase[] }> {
  const model = await explainedModel(tinySnapshot(contents));
  return { model, cases: await explainedCases(model, BOUNDS, Random.fromSeed(1), runContext()) };
}

async function annOf(interactions: readonly TinyInteraction[]) {
  const { model, cases } = await casesOf(walksByHand(interactions));
  const explained = cases.find(({ user }) => user.key === 'ann')!;
  const importance = Object.fromEntries(
    Array.from(createExplainers(model.snapshot, model.influence, Random.fromSeed(1)), ([name, importanceOf]) => [
      name,
      Array.from(importanceOf(explained)),
    ]),
  );
  const measure = (order: readonly number[]): MeasuredOrder =>
    measureOrder(model.influence, explained, order, MEASURES);
  return { explained, importance, measure };
}

describe('explanations of a graph of five edges', () => {
  it('say what was worked out by hand', async () => {
    const { explained, importance } = await annOf(FIVE_EDGES);
    expect(explained.score).toBe(4);
    expect(importance.influence).toEqual([3, 1]);
    expect(importance.gradient).toEqual([expect.closeTo(3, 9), expect.closeTo(1, 9)]); // a linear score is its first order
    expect(importance.jaccard).toEqual([0.5, 0.5]); // ann and ben have fig, ben alone pear
    expect(importance.popularity).toEqual([2, 2]);
    expect(importance).not.toHaveProperty('cosine'); // walks have no embeddings
  });

  it('are measured as worked out by hand', async () => {
    const { measure } = await annOf(FIVE_EDGES);
    const { metrics, deletion, insertion } = measure([0, 1]);
    expect(deletion).toEqual({ shares: [0, 0.5, 1], values: [1, 0.25, 0] });
    expect(insertion).toEqual({ shares: [0, 0.5, 1], values: [0, 0.75, 1] });
    expect(metrics).toEqual({
      'deletion-area': 0.375,
      'insertion-area': 0.625,
      'pos@1': 1,
      'pos@2': 1,
      'neg@1': 1,
      'neg@2': 1,
    });
  });
});

describe('an order of taking away', () => {
  it('is judged by whether the item stays among the first, and by how many it takes to put it out', async () => {
    const { importance, measure } = await annOf(TWO_WAYS);
    expect(importance.influence).toEqual([3, 0]);
    expect(importance.lead).toEqual([3, -1]); // plum lives on jam
    const better = measure([0, 1]);
    expect(better.metrics).toMatchObject({ 'pos@1': 0, 'pos@2': 1, 'neg@1': 1, 'neg@2': 1, 'deletion-area': 0.25 });
    expect(better.size).toBe(1);
    const worse = measure([1, 0]);
    expect(worse.metrics).toMatchObject({ 'pos@1': 1, 'neg@1': 0, 'deletion-area': 0.75 });
    expect(worse.size).toBeUndefined();
  });

  it('names the most important first, ties by place', () => {
    expect(orderOf([1, 3, 1, -2])).toEqual([1, 0, 2, 3]);
  });

  it('has areas and presences from 0 to 1, and is the mirror image of the opposite order', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents, fc.nat(), async (contents, seed) => {
        const { model, cases } = await casesOf(contents);
        for (const explained of cases) {
          const order = Random.fromSeed(seed).shuffle(explained.interactions.map((_, place) => place));
          const there = measureOrder(model.influence, explained, order, MEASURES);
          const back = measureOrder(model.influence, explained, order.toReversed(), MEASURES);
          for (const value of Object.values(there.metrics)) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
          for (const k of MEASURES.cutoffs) expect(there.metrics[`pos@${k}`]).toBe(back.metrics[`neg@${k}`]);
          expect(there.metrics['deletion-area']).toBeCloseTo(back.metrics['insertion-area']!, 12);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the first order', () => {
  it('is what a small change of a weight does, per its share', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents, async (contents) => {
        const { model, cases } = await casesOf(contents);
        const gradient = createExplainers(model.snapshot, model.influence, Random.fromSeed(1)).get('gradient')!;
        for (const explained of cases) {
          const told = gradient(explained);
          for (const [place, { item, weight }] of explained.interactions.entries()) {
            const share = 1e-3;
            const [lower, higher] = [1 - share, 1 + share].map((times) => {
              const removed = [{ item, weight: weight * times }];
              return model.influence.without({ user: explained.user, items: [explained.item], removed })!;
            });
            const slope = (higher!.scoresWithout[0]! - lower!.scoresWithout[0]!) / (2 * share);
            expect(Math.abs(told[place]! - slope)).toBeLessThan(0.01 * Math.max(1, Math.abs(slope)));
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
