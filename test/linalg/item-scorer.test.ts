import { describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { ItemScorer } from '../../src/linalg/item-scorer.js';
import { expectClose } from './closeness.js';
import { randomFloats } from './sparse-matrices.js';

function dotProducts(items: Float32Array, query: Float32Array): number[] {
  return Array.from({ length: items.length / query.length }, (_, item) =>
    query.reduce((sum, value, column) => sum + value * items[item * query.length + column]!, 0),
  );
}

describe('an item scorer', () => {
  it.each([
    [1, 1],
    [7, 3],
    [8, 64],
    [9, 65],
    [1000, 17],
    [4100, 65], // packed in parts
  ])('scores %i items of %i dimensions by dot product', async (rows, columns) => {
    const random = Random.fromSeed(rows);
    const items = randomFloats(random, rows * columns);
    const scorer = await ItemScorer.create(items, rows, columns);
    for (let call = 0; call < 3; call++) {
      const query = randomFloats(random, columns);
      expectClose(scorer.scores(query), dotProducts(items, query));
    }
  });

  it('keeps its own copy of the items', async () => {
    const items = Float32Array.of(1, 2);
    const scorer = await ItemScorer.create(items, 2, 1);
    items.fill(9);
    expect([...scorer.scores(Float32Array.of(3))]).toEqual([3, 6]);
  });

  it('passes NaN and infinities on', async () => {
    const scorer = await ItemScorer.create(Float32Array.of(NaN, Infinity, 0), 3, 1);
    expect([...scorer.scores(Float32Array.of(-1))]).toEqual([NaN, -Infinity, 0]);
  });

  it('scores no items at all', async () => {
    expect((await ItemScorer.create(new Float32Array(0), 0, 4)).scores(new Float32Array(4))).toHaveLength(0);
  });

  it('refuses items and queries of another size', async () => {
    const mismatch = expect.objectContaining({ code: 'SHAPE_MISMATCH' });
    await expect(ItemScorer.create(new Float32Array(5), 2, 3)).rejects.toEqual(mismatch);
    const scorer = await ItemScorer.create(new Float32Array(6), 2, 3);
    expect(() => scorer.scores(new Float32Array(2))).toThrow(mismatch);
  });
});
