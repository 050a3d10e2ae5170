import { describe, expect, it } from '@jest/globals';
import { connectingEdges } from '../../src/graphs/connecting-edges.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';

/** Ann has fig and jam. Ben leads from the jam to the kiwi; Cat too, and from the fig, but she has more to divide by. */
const snapshot = tinySnapshot(
  tinyContents([
    { userKey: 'ann', itemKey: 'fig' },
    { userKey: 'ann', itemKey: 'jam' },
    { userKey: 'ben', itemKey: 'jam' },
    { userKey: 'ben', itemKey: 'kiwi' },
    { userKey: 'cat', itemKey: 'fig' },
    { userKey: 'cat', itemKey: 'jam' },
    { userKey: 'cat', itemKey: 'kiwi' },
    { userKey: 'cat', itemKey: 'nut' },
  ]),
);
const [ann, ben, cat] = [0, 1, 2];
const [fig, jam, kiwi] = [0, 1, 2];
const own = [
  { item: fig, weight: 1 },
  { item: jam, weight: 1 },
];

describe('connecting edges', () => {
  it('are those of the strongest walks, each once', () => {
    // Divided by what all share: ben over jam 1/2/3, cat over fig 1/4/2, cat over jam 1/4/3.
    expect(connectingEdges(snapshot, own, { user: ann, item: kiwi }, 10)).toEqual([
      { user: ben, item: jam },
      { user: ben, item: kiwi },
      { user: cat, item: fig },
      { user: cat, item: kiwi },
      { user: cat, item: jam },
    ]);
    expect(connectingEdges(snapshot, own, { user: ann, item: kiwi }, 1)).toEqual([
      { user: ben, item: jam },
      { user: ben, item: kiwi },
    ]);
  });

  it('are none where nobody else has both, and never the own ones of the user', () => {
    expect(connectingEdges(snapshot, [{ item: fig, weight: 1 }], { user: cat, item: kiwi }, 10)).toEqual([]);
    expect(connectingEdges(snapshot, own, { user: ann, item: jam }, 10).every(({ user }) => user !== ann)).toBe(true);
  });
});
