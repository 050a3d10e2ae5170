import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import { createInfluence } from '../../src/influence/create-influence.js';
import { ranksAmong } from '../../src/influence/ranks.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';
import { bruteForce } from './brute-force.js';
import { catalogOf, hasAttributes, itemsOf, oddContents } from './random-interactions.js';

describe('ranks without an interaction', () => {
  it.each([
    ['new items alone, as recommended', false],
    ['hers too, when the filter includes them', true],
  ])('are those of brute force among the candidates of the full graph: %s', async (_what, includeInteracted) => {
    await fc.assert(
      fc.asyncProperty(oddContents, async (contents) => {
        const influence = await createInfluence(tinySnapshot(contents), { precision: 'float64' });
        const items = catalogOf(contents);
        for (const [user, key] of contents.dataset.users.keys.entries()) {
          const own = itemsOf(contents, user);
          const candidates = items.filter((item) => includeInteracted || !own.includes(item));
          const ranks = { filter: { includeInteracted } };
          const answer = influence.influences({ user: { key, revision: 1 }, items, ranks })!;
          const before = bruteForce(contents, user, new Map()).scores;
          for (const item of items) expect(agrees(answer.ranks![item]!, item, before, candidates)).toBe(true);
          for (const [row, removed] of own.entries()) {
            const after = bruteForce(contents, user, new Map([[removed, 0]])).scores;
            for (const item of items) {
              const rank = answer.ranksWithout![row]![item]!;
              if (own.length === 1 && !hasAttributes(contents, user))
                expect(rank).toBeNull(); // nothing is left to rank by
              else if (item === removed && isAlone(contents, removed)) expect(rank).toBeNull();
              else expect(agrees(rank, item, after, candidates)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are undefined unless asked for, and null for what the filter leaves out', async () => {
    const contents = tinyContents(
      [
        { userKey: 'ann', itemKey: 'fig' },
        { userKey: 'ann', itemKey: 'jam' },
        { userKey: 'ben', itemKey: 'jam' },
        { userKey: 'ben', itemKey: 'kiwi' },
        { userKey: 'cat', itemKey: 'nut' },
      ],
      {},
    );
    const influence = await createInfluence(tinySnapshot(contents));
    const user = { key: 'ann', revision: 1 };
    expect(influence.influences({ user, items: [2, 3] })!.ranksWithout).toBeUndefined();
    const answer = influence.influences({ user, items: [2, 3], ranks: { filter: { excludeItems: ['kiwi'] } } })!;
    expect(answer.ranks).toEqual([null, 1]);
    expect(answer.ranksWithout).toEqual([
      [null, 1],
      [null, 1],
    ]);
  });
});

describe('ranking some items among candidates', () => {
  it('counts those with a higher score, or an equal one and a lower index', () => {
    const scores = [3, 5, 3, 1, 9, 3];
    const allowed = Uint8Array.of(1, 1, 1, 1, 0, 1);
    expect(ranksAmong(scores, allowed, [3, 5, 0, 4, 2, 1])).toEqual([5, 4, 2, null, 3, 1]);
  });

  it('has no ranks where nothing is a candidate', () => {
    expect(ranksAmong([1, 2], new Uint8Array(2), [0, 1])).toEqual([null, null]);
  });
});

/** Whether a rank is right by the given scores, where scores that differ by rounding alone may stand in any order. */
function agrees(rank: number | null, item: number, scores: readonly number[], candidates: readonly number[]): boolean {
  if (!candidates.includes(item)) return rank === null;
  const score = scores[item]!;
  const tolerance = 1e-9 * Math.max(1, ...scores.map(Math.abs));
  const others = candidates.filter((other) => other !== item);
  const surelyAhead = others.filter((other) => scores[other]! > score + tolerance).length;
  const perhapsAhead = others.filter((other) => scores[other]! >= score - tolerance).length;
  return rank !== null && rank > surelyAhead && rank <= perhapsAhead + 1;
}

function isAlone({ dataset }: Parameters<typeof catalogOf>[0], item: number): boolean {
  return wholeGraph(dataset).indices.filter((other) => other === item).length === 1;
}
