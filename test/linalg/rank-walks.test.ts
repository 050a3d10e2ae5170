import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from '../../src/core/random.js';
import type { RankWalksOptions } from '../../src/linalg/rank-walks-options.js';
import { rankWalks } from '../../src/linalg/rank-walks.js';
import { rankWalksBySimd } from '../../src/linalg/rank-walks-by-simd.js';
import { rankWalksOneByOne } from '../../src/linalg/rank-walks-one-by-one.js';
import { topK } from '../../src/linalg/top-k.js';
import { WalkFilter } from '../../src/linalg/walk-filter.js';
import { csrArbitrary, csrOf, denseOf, randomFloats } from './sparse-matrices.js';

const EXPONENTS = { p: 0.1, q: 0.9, a: 1 };
const { signal } = new AbortController();
const weights = [0.1, 0.5, 2];

const graphs = csrArbitrary(30, 40)
  .map((matrix) =>
    csrOf(
      denseOf(matrix).map((row) => row.map(Math.abs)),
      matrix.columns,
    ),
  )
  .chain((graph) => fc.constantFrom(graph, { ...graph, values: null }));

describe('ranking by walks', () => {
  it.each([1, 2])(
    'on %i threads has the very lists of one row at a time, with and without a blend',
    async (threads) => {
      await fc.assert(
        fc.asyncProperty(graphs, fc.nat(), fc.constantFrom(1, 3, 50), async (graph, seed, k) => {
          const random = Random.stream(seed, 'embeddings');
          const dimensions = 5;
          const users = randomFloats(random, graph.rows * dimensions);
          const items = randomFloats(random, graph.columns * dimensions);
          const queries = Int32Array.from({ length: graph.rows }, (_, user) => user).reverse();
          const walks: RankWalksOptions = { graph, exponents: EXPONENTS, queries, k, threads, signal };
          const blend = { users, items, dimensions, weights };
          expect(await rankWalksBySimd(walks)).toEqual(await rankWalksOneByOne(walks));
          expect(await rankWalksBySimd({ ...walks, blend })).toEqual(await rankWalksOneByOne({ ...walks, blend }));
        }),
        { numRuns: 15 },
      );
    },
  );

  it('walks over columns that are no items and lists none of them', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), async (graph, seed, share) => {
        const items = Math.floor(share * graph.columns);
        const random = Random.stream(seed, 'embeddings');
        const [dimensions, k] = [3, 4];
        const queries = Int32Array.from({ length: graph.rows }, (_, user) => user);
        const walks: RankWalksOptions = { graph, items, exponents: EXPONENTS, queries, k, threads: 1, signal };
        const tables = {
          users: randomFloats(random, graph.rows * dimensions),
          items: randomFloats(random, items * dimensions),
        };
        const blend = { ...tables, dimensions, weights };
        const [lists] = await rankWalksBySimd(walks);
        expect([lists]).toEqual(await rankWalksOneByOne(walks));
        expect(await rankWalksBySimd({ ...walks, blend })).toEqual(await rankWalksOneByOne({ ...walks, blend }));
        const filter = new WalkFilter(graph, EXPONENTS);
        for (const user of queries) {
          const row = filter.row(filter.edgesOf(user), user);
          const own = graph.indices.subarray(graph.indptr[user], graph.indptr[user + 1]);
          const allowed = Uint8Array.from({ length: items }, (_, item) => (own.includes(item) ? 0 : 1));
          const best = topK(Float32Array.from(row.subarray(0, items)), k, allowed).indices;
          expect([...lists!.subarray(user * k, (user + 1) * k)].filter((item) => item >= 0)).toEqual([...best]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('takes more queries than go into one slice', async () => {
    const random = Random.stream(1, 'graph');
    const graph = csrOf(Array.from({ length: 700 }, () => Array.from({ length: 30 }, () => +(random.float() < 0.2))));
    const queries = Int32Array.from({ length: 700 }, (_, user) => user);
    const walks: RankWalksOptions = { graph, exponents: EXPONENTS, queries, k: 5, signal };
    const [lists] = await rankWalks(walks);
    expect(lists).toEqual((await rankWalksOneByOne(walks))[0]);
    expect(lists!.some((item) => item >= 0)).toBe(true);
  });

  it.each([rankWalksBySimd, rankWalksOneByOne])('stops as INTERRUPTED: %p', async (rank) => {
    const graph = csrOf([[1, 1]]);
    const stopped = { graph, exponents: EXPONENTS, queries: Int32Array.of(0), k: 1, signal: AbortSignal.abort() };
    await expect(rank(stopped)).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
