import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bipartiteAdjacency } from '../../src/linalg/bipartite.js';
import { propagatedLabels } from '../../src/linalg/label-propagation.js';
import { localityOrder } from '../../src/linalg/locality-order.js';
import { csrArbitrary, csrOf } from './sparse-matrices.js';

/** Two blocks of three users and three items each, users 0, 2, 4 with items 0, 2, 4 and the odd ones with the odd. */
const blocks = bipartiteAdjacency(
  csrOf(
    Array.from({ length: 6 }, (_, user) => Array.from({ length: 6 }, (_, item) => ((user + item) % 2 === 0 ? 1 : 0))),
  ),
);

const rowsWithLoner = [
  [0, 0],
  [1, 0],
  [1, 1],
];

describe('propagated labels', () => {
  it('are the blocks of a graph of separate blocks', () => {
    const [even, odd] = [0, 1].map((parity) => [...propagatedLabels(blocks)].filter((_, node) => node % 2 === parity));
    expect(new Set(even).size).toBe(1);
    expect(new Set(odd).size).toBe(1);
    expect(even![0]).not.toBe(odd![0]);
  });

  it('take no more nodes when they are full', () => {
    const users = 10_000;
    const star = bipartiteAdjacency(csrOf(Array.from({ length: users }, () => [1])));
    const sizes = new Map<number, number>();
    for (const label of propagatedLabels(star)) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    expect(Math.max(...sizes.values())).toBe(8192);
  });
});

describe('an order by locality', () => {
  it('keeps the nodes of a block together, and those without edges last', () => {
    const order = localityOrder(blocks);
    expect(new Set([...order.subarray(0, 6)].map((node) => node % 2)).size).toBe(1);
    const withLoner = bipartiteAdjacency(csrOf(rowsWithLoner));
    expect(localityOrder(withLoner)[4]).toBe(0);
  });

  it('names every node once, and the same for the same graph', () => {
    fc.assert(
      fc.property(csrArbitrary(), (matrix) => {
        const adjacency = bipartiteAdjacency(matrix);
        const order = localityOrder(adjacency);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: adjacency.rows }, (_, node) => node));
        expect(localityOrder(adjacency)).toEqual(order);
      }),
      { numRuns: 50 },
    );
  });
});
