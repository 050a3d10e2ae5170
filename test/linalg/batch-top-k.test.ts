import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from '../../src/core/random.js';
import { batchTopK, type BatchTopK } from '../../src/linalg/batch-top-k.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import { ItemScorer } from '../../src/linalg/item-scorer.js';
import { topK } from '../../src/linalg/top-k.js';
import { expectSameBits } from './closeness.js';
import { csrOf, randomCsr, randomFloats } from './sparse-matrices.js';

interface Catalog {
  readonly queries: Float32Array;
  readonly items: Float32Array;
  readonly dimensions: number;
  readonly exclude: CsrMatrix | null;
}

/** The same by the scorer and topK, query by query. */
async function oneByOne({ queries, items, dimensions, exclude }: Catalog, k: number) {
  const itemCount = items.length / dimensions;
  const scorer = await ItemScorer.create(items, itemCount, dimensions);
  const indices: number[] = [];
  const scores: number[] = [];
  for (let query = 0; query < queries.length / dimensions; query++) {
    const allowed = new Uint8Array(itemCount).fill(1);
    exclude?.indices.subarray(exclude.indptr[query], exclude.indptr[query + 1]).forEach((item) => (allowed[item] = 0));
    const best = topK(scorer.scores(queries.subarray(query * dimensions, (query + 1) * dimensions)), k, allowed);
    for (let place = 0; place < k; place++) {
      indices.push(best.indices[place] ?? -1);
      scores.push(best.scores[place] ?? -Infinity);
    }
  }
  return { indices: Int32Array.from(indices), scores: Float32Array.from(scores) };
}

function expectSame(actual: BatchTopK, expected: BatchTopK): void {
  expectSameBits(actual.indices, expected.indices);
  expectSameBits(actual.scores, expected.scores);
}

function randomCatalog(seed: number, queryCount: number, itemCount: number, dimensions: number): Catalog {
  const random = Random.fromSeed(seed);
  return {
    queries: randomFloats(random, queryCount * dimensions),
    items: randomFloats(random, itemCount * dimensions),
    dimensions,
    exclude: randomCsr(random, queryCount, itemCount, 0.05),
  };
}

describe('batch top-k', () => {
  it('ranks by dot product, leaves exclusions out and fills up with -1', async () => {
    const { indices, scores } = await batchTopK({
      queries: Float32Array.of(1, 0, 0, 1),
      items: Float32Array.of(1, 5, 2, 4, 3, 3),
      dimensions: 2,
      exclude: csrOf([
        [0, 0, 1],
        [1, 1, 0],
      ]),
      k: 3,
    });
    expect([...indices]).toEqual([1, 0, -1, 2, -1, -1]);
    expect([...scores]).toEqual([2, 1, -Infinity, 3, -Infinity, -Infinity]);
  });

  it('breaks ties by lower index', async () => {
    const items = new Float32Array(700).fill(1);
    const { indices } = await batchTopK({ queries: Float32Array.of(2), items, dimensions: 1, exclude: null, k: 4 });
    expect([...indices]).toEqual([0, 1, 2, 3]);
  });

  it.each([
    [1, 1, 1],
    [5, 511, 8],
    [70, 513, 3],
    [130, 1300, 64],
  ])('of %i queries and %i items of %i dimensions agrees bit for bit with one query at a time', async (...sizes) => {
    const catalog = randomCatalog(sizes[0], ...sizes);
    expectSame(await batchTopK({ ...catalog, k: 20 }), await oneByOne(catalog, 20));
  });

  it('agrees for any small catalog with many ties', async () => {
    const whole = fc.integer({ min: -2, max: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(whole, { minLength: 1, maxLength: 9 }),
        fc.array(whole, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 12 }),
        async (queries, items, k) => {
          const catalog = {
            queries: Float32Array.from(queries),
            items: Float32Array.from(items),
            dimensions: 1,
            exclude: null,
          };
          expect(await batchTopK({ ...catalog, k })).toEqual(await oneByOne(catalog, k));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives the same bits on one, two and three threads', async () => {
    const catalog = randomCatalog(3, 2100, 600, 16); // More than one slice.
    const one = await batchTopK({ ...catalog, k: 10, threads: 1 });
    expectSame(await batchTopK({ ...catalog, k: 10, threads: 2 }), one);
    expectSame(await batchTopK({ ...catalog, k: 10, threads: 3 }), one);
  });

  it('handles no queries, no items and k = 0', async () => {
    const none = new Float32Array(0);
    const one = Float32Array.of(1);
    expect((await batchTopK({ queries: none, items: one, dimensions: 1, exclude: null, k: 2 })).indices).toHaveLength(
      0,
    );
    expect([...(await batchTopK({ queries: one, items: none, dimensions: 1, exclude: null, k: 2 })).indices]).toEqual([
      -1, -1,
    ]);
    expect((await batchTopK({ queries: one, items: one, dimensions: 1, exclude: null, k: 0 })).indices).toHaveLength(0);
  });

  it('stops when it is interrupted', async () => {
    const catalog = randomCatalog(4, 10, 10, 2);
    await expect(batchTopK({ ...catalog, k: 3, signal: AbortSignal.abort() })).rejects.toEqual(
      expect.objectContaining({ code: 'INTERRUPTED' }),
    );
  });

  it.each<[string, Partial<Catalog> & { k?: number }, string]>([
    ['vectors of another length', { dimensions: 3 }, 'SHAPE_MISMATCH'],
    ['a k that is no count', { k: -1 }, 'SHAPE_MISMATCH'],
    ['exclusions of another shape', { exclude: csrOf([[1]]) }, 'SHAPE_MISMATCH'],
    ['NaN in a query', { queries: Float32Array.of(1, NaN, 1, 1) }, 'DIVERGED'],
    ['infinity in an item', { items: Float32Array.of(1, 1, 1, Infinity) }, 'DIVERGED'],
  ])('refuses %s', async (_what, damage, code) => {
    const sound = { queries: new Float32Array(4), items: new Float32Array(4), dimensions: 2, exclude: null, k: 1 };
    await expect(batchTopK({ ...sound, ...damage })).rejects.toEqual(expect.objectContaining({ code }));
  });
});
