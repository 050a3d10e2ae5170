import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PairWeighting } from '../../src/dataset/pair-weighting.js';
import { FoldIn } from '../../src/recommend/fold-in.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import type { InteractionRecord } from '../../src/store/interaction-store.js';
import { tinyContents, tinyLayers, tinySnapshot } from '../fixtures/tiny-snapshot.js';

const interactions = fc.uniqueArray(
  fc.record({
    userKey: fc.constantFrom('ann', 'ben', 'cat', 'dan'),
    itemKey: fc.constantFrom('fig', 'jam', 'kiwi', 'nut', 'pear'),
    behavior: fc.constantFrom('viewed', 'bought'),
    at: fc.integer({ min: 0, max: 3 }),
    weight: fc.constantFrom(0.5, 1, 3),
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
  { mode: 'sum', behaviorWeights: { bought: 2 }, decay: { halfLife: 1, asOf: 3 } },
  { mode: 'log', behaviorWeights: {}, decay: { halfLife: 2, asOf: 3 } },
);

describe('folding in', () => {
  it('with exactly the interactions that were trained on gives the trained embedding, to float32 rounding', () => {
    fc.assert(
      fc.property(interactions, weightings, fc.integer({ min: 1, max: 4 }), (records, weighting, layers) => {
        const contents = tinyContents(records, { weighting, layers });
        const { foldIn, users, dimensions } = opened(contents);
        for (const [index, key] of contents.dataset.users.keys.entries()) {
          const current = records.filter(({ userKey }) => userKey === key);
          const folded = foldIn.embed({ key, revision: 2, current })!;
          const trained = users.subarray(index * dimensions, (index + 1) * dimensions);
          for (let d = 0; d < dimensions; d++) expect(Math.abs(folded[d]! - trained[d]!)).toBeLessThan(2e-6);
        }
      }),
    );
  });

  it('of an unknown user starts from the mean initial vector of the users who were trained', () => {
    const records = [event('ann', 'fig'), event('ann', 'jam'), event('ben', 'jam')];
    const contents = tinyContents(records, { layers: 1, dimensions: 2 });
    const { foldIn } = opened(contents);
    const x0 = contents.components[0]!.arrays['x0']!.array;
    // One layer: e = ½ · (½ (X0_ann + X0_ben) + 2^-½ · (X0_fig / √1 + X0_jam / √2)), since fig has degree 1, jam 2 and the user 2.
    const [ann, ben, fig, jam] = [0, 2, 4, 6].map((row) => x0.subarray(row, row + 2)) as Float32Array[];
    const expected = [0, 1].map((d) => {
      return 0.5 * (0.5 * (ann![d]! + ben![d]!) + Math.SQRT1_2 * (fig![d]! + jam![d]! * Math.SQRT1_2));
    });

    const folded = foldIn.embed({ key: 'new', revision: 1, current: [event('new', 'fig'), event('new', 'jam')] })!;

    for (const d of [0, 1]) expect(folded[d]).toBeCloseTo(expected[d]!, 6);
  });

  it('of a user who is known by name alone starts from that mean too, which is of nobody like her', () => {
    const records = [event('ann', 'fig'), event('ben', 'jam')];
    const { foldIn } = opened(tinyContents(records, { users: [{ key: 'zoe', attributes: {} }] }));
    const current = [event('zoe', 'fig')];
    expect(foldIn.embed({ key: 'zoe', revision: 1, current })).toEqual(
      foldIn.embed({ key: 'nobody knows', revision: 1, current }),
    );
    expect(foldIn.embed({ key: 'ann', revision: 2, current })).not.toEqual(
      foldIn.embed({ key: 'nobody knows', revision: 1, current }),
    );
  });

  it('weighs the events of a pair as the snapshot weighs them', () => {
    const weighting: PairWeighting = { mode: 'sum', behaviorWeights: { bought: 4 } };
    const contents = tinyContents([event('ann', 'fig'), event('ben', 'jam')], { weighting });
    const { foldIn } = opened(contents);
    const embed = (current: InteractionRecord[]) => foldIn.embed({ key: 'new', revision: 1, current });
    const bought = { ...event('new', 'fig'), behavior: 'bought' };
    const fourTimes = { ...event('new', 'fig'), weight: 4 };
    expect(embed([bought, event('new', 'jam')])).toEqual(embed([fourTimes, event('new', 'jam')]));
    expect(embed([bought, event('new', 'jam')])).not.toEqual(embed([event('new', 'fig'), event('new', 'jam')]));
  });

  it('gives what she did since training the weight beside her older interactions that a later training would', () => {
    const decay = { halfLife: 10, asOf: 1000 };
    const weighting: PairWeighting = { mode: 'sum', behaviorWeights: {}, decay };
    const at = (itemKey: string, time: number) => ({ ...event('new', itemKey), at: time });
    const trained = [
      { ...event('ann', 'fig'), at: 1000 },
      { ...event('ben', 'jam'), at: 1000 },
    ];
    const { foldIn } = opened(tinyContents(trained, { weighting }));
    const now = foldIn.edges([at('fig', 990), at('jam', 1020)]);
    expect(now.map(({ weight }) => weight)).toEqual([0.5, 4]);
    const later = opened(tinyContents(trained, { weighting: { ...weighting, decay: { ...decay, asOf: 1020 } } }));
    expect(later.foldIn.edges([at('fig', 990), at('jam', 1020)]).map(({ weight }) => weight)).toEqual([0.125, 1]);
  });

  it('leaves items that the snapshot does not know out of the sum and out of the degree', () => {
    const { foldIn } = opened(tinyContents([event('ann', 'fig'), event('ben', 'jam')]));
    const known = [event('ann', 'jam')];
    const withUnknown = [...known, event('ann', 'unknown')];
    expect(foldIn.embed({ key: 'ann', revision: 2, current: withUnknown })).toEqual(
      foldIn.embed({ key: 'ann', revision: 2, current: known }),
    );
  });

  it('leaves out items that nobody had interacted with when the snapshot was made', () => {
    const { foldIn } = opened(tinyContents([event('ann', 'fig')], { items: [{ key: 'unsold' }] }));
    expect(foldIn.embed({ key: 'new', revision: 1, current: [event('new', 'unsold')] })).toBeUndefined();
  });

  it('takes only the behaviors that training was restricted to', () => {
    const contents = { ...tinyContents([event('ann', 'fig'), event('ben', 'jam')]), behaviorFilter: ['interacted'] };
    const { foldIn } = opened(contents);
    const viewed = { ...event('new', 'jam'), behavior: 'viewed' };
    expect(foldIn.embed({ key: 'new', revision: 1, current: [viewed] })).toBeUndefined();
    expect(foldIn.embed({ key: 'new', revision: 1, current: [event('new', 'fig'), viewed] })).toEqual(
      foldIn.embed({ key: 'new', revision: 1, current: [event('new', 'fig')] }),
    );
  });

  it('goes the way of a retraining step: the user’s row of the propagated layers on the frozen items', () => {
    const contents = tinyContents([
      event('ann', 'fig'),
      event('ann', 'jam'),
      event('ben', 'jam'),
      event('ben', 'kiwi'),
    ]);
    const { foldIn, dimensions } = opened(contents);
    const { dataset, components } = contents;
    const layers = tinyLayers(dataset, components[0]!.arrays['x0']!.array, 3);
    const current = [event('ann', 'kiwi')];
    // D_u is 1 and kiwi's degree as trained is 1: every layer of hers is kiwi's layer before it.
    const kiwi = (dataset.users.size + 2) * dimensions;
    const folded = foldIn.embed({ key: 'ann', revision: 2, current })!;
    for (let d = 0; d < dimensions; d++) {
      const own = layers[0]![d]!;
      const expected = (own + layers[0]![kiwi + d]! + layers[1]![kiwi + d]! + layers[2]![kiwi + d]!) / 4;
      expect(folded[d]).toBeCloseTo(expected, 5);
    }
  });
});

function opened(contents: SnapshotContents): { foldIn: FoldIn; users: Float32Array; dimensions: number } {
  const snapshot = tinySnapshot(contents);
  const dot = snapshot.components.find(({ kind }) => kind === 'dot')!;
  const { array, shape } = dot.arrays['users']!;
  return { foldIn: new FoldIn(snapshot, dot), users: array as Float32Array, dimensions: shape[1]! };
}

function event(userKey: string, itemKey: string): InteractionRecord {
  return { userKey, itemKey, behavior: 'interacted', at: 0, weight: 1 };
}
