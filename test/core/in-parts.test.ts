import { describe, expect, it } from '@jest/globals';
import { inParts } from '../../src/core/in-parts.js';

describe('Work in parts', () => {
  it('covers the whole length once, in order, with the rest at its end', async () => {
    const parts: [number, number][] = [];
    await inParts(10, 4, (start, end) => void parts.push([start, end]));
    expect(parts).toEqual([
      [0, 4],
      [4, 8],
      [8, 10],
    ]);
    await inParts(0, 4, () => {
      throw new Error('there is nothing to do');
    });
  });

  it('lets the event loop have its turn between parts, and ends with the first error', async () => {
    let rounds = 0;
    const count = (): void => {
      rounds++;
      if (rounds < 10) setImmediate(count);
    };
    setImmediate(count);
    const seen: number[] = [];
    const failing = inParts(5, 1, (start) => {
      seen.push(rounds);
      if (start === 3) throw new RangeError('no such row');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(seen).toEqual([0, 1, 2, 3]);
  });
});
