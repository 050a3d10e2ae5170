import { describe, expect, it } from '@jest/globals';
import { SparseAccumulator, together } from '../../src/influence/graph/sparse-vector.js';

describe('two sparse vectors together', () => {
  it('are their sum, at places that both have too', () => {
    const a = { indices: Int32Array.of(3, 1), values: Float64Array.of(0.5, 2) };
    const b = { indices: Int32Array.of(1, 0), values: Float64Array.of(-1, 4) };
    const sums = new SparseAccumulator(4);
    const { indices, values } = together(a, b);
    for (const [place, index] of indices.entries()) sums.add(index, values[place]!);
    const { indices: places, values: summed } = sums.take();
    expect(new Map(Array.from(places, (index, place) => [index, summed[place]]))).toEqual(
      new Map([
        [3, 0.5],
        [1, 1],
        [0, 4],
      ]),
    );
  });

  it('may have more entries than a call may have arguments, as those of a large catalog have', () => {
    const length = 500_000;
    const large = { indices: new Int32Array(length).fill(7), values: new Float64Array(length).fill(1) };
    const one = { indices: Int32Array.of(2), values: Float64Array.of(3) };
    const { indices, values } = together(one, large);
    expect([indices.length, indices[0], values[0], indices.at(-1), values.at(-1)]).toEqual([length + 1, 2, 3, 7, 1]);
  });
});
