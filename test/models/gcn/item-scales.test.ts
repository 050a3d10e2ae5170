import { describe, expect, it } from '@jest/globals';
import { itemScales, scaledItems } from '../../../src/models/gcn/item-scales.js';

const items = Float32Array.of(3, 4, 0, 0, 0, 0.5); // norms 5, 0 and .5

describe('scales of items', () => {
  it('make a dot product a cosine, for one user; an item at zero has none', () => {
    const scales = itemScales(items, { dimensions: 2, loss: 'sampled-softmax', similarity: 'cosine', normExponent: 1 });
    expect([...scales]).toEqual([Math.fround(0.2), 0, 2]);
    expect([...scaledItems(items, scales)].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0.6, 0.8, 0, 0, 0, 1,
    ]);
  });

  it('take out as much of the length as asked', () => {
    const choice = { dimensions: 2, loss: 'sampled-softmax', similarity: 'cosine' } as const;
    const [half, none] = [0.5, 0].map((normExponent) => itemScales(items, { ...choice, normExponent }));
    expect([...half!]).toEqual([Math.fround(1 / Math.sqrt(5)), 0, Math.fround(Math.SQRT2)]);
    expect([...none!]).toEqual([1, 0, 1]);
  });

  it.each([
    ['dot products', { loss: 'sampled-softmax', similarity: 'dot' } as const],
    ['BPR, whatever is said of similarity', { loss: 'bpr', similarity: 'cosine' } as const],
  ])('are 1 for %s', (_, choice) => {
    const scales = itemScales(items, { dimensions: 2, normExponent: 1, ...choice });
    expect([...scales]).toEqual([1, 1, 1]);
    expect(scaledItems(items, scales)).toEqual(items);
  });
});
