import { describe, expect, it } from '@jest/globals';
import { pageLoader } from '../../../src/graphql/loaders/page-loader.js';

describe('A page loader', () => {
  it('reads once for all keys of one tick that ask for the same page, and once more for another page', async () => {
    const reads: unknown[] = [];
    const loader = pageLoader(async (keys: readonly string[], page: { first: number; after?: string }) => {
      reads.push([keys, page]);
      return keys.map((key) => [`${key}/${page.first}`]);
    });
    const answers = await Promise.all([
      loader.load('a', { first: 2 }),
      loader.load('b', { first: 2 }),
      loader.load('a', { first: 2 }),
      loader.load('b', { first: 3, after: 'x' }),
    ]);
    expect(answers).toEqual([['a/2'], ['b/2'], ['a/2'], ['b/3']]);
    expect(reads).toEqual([
      [['a', 'b'], { first: 2 }],
      [['b'], { first: 3, after: 'x' }],
    ]);
  });
});
