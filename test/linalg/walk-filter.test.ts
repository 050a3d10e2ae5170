import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOBODY, WalkFilter } from '../../src/linalg/walk-filter.js';
import { expectClose } from './closeness.js';
import { csrArbitrary, csrOf, denseOf } from './sparse-matrices.js';
import { walkScores } from './walk-brute-force.js';

const PUBLISHED = { p: 0.1, q: 0.9, a: 1 };
const exponents = fc.record({
  p: fc.double({ min: 0, max: 2, noNaN: true }),
  q: fc.double({ min: 0, max: 2, noNaN: true }),
  a: fc.double({ min: 0, max: 2, noNaN: true }),
});
const weighted = csrArbitrary().map((matrix) => csrOf(denseOf(matrix).map((row) => row.map(Math.abs))));
const graphs = fc.oneof(
  weighted,
  weighted.map((matrix) => ({ ...matrix, values: null })),
);

describe('the walk filter', () => {
  it('is d_i^-p Σ_j d_j^-q Σ_v d_v^-a of the users who have both, where every weight is 1', () => {
    // Users: u {a}, v {a, b}, w {a, b, c}. Degrees of a 3, b 2, c 1.
    const graph = {
      ...csrOf([
        [1, 0, 0],
        [1, 1, 0],
        [1, 1, 1],
      ]),
      values: null,
    };
    const filter = new WalkFilter(graph, PUBLISHED);
    const start = 3 ** -0.9;
    const row = filter.row(filter.edgesOf(0), 0);
    expectClose(row, [3 ** -0.1 * start * (1 / 2 + 1 / 3), 2 ** -0.1 * start * (1 / 2 + 1 / 3), start / 3], 1e-12);
  });

  it('is the sum over all walks on graphs of every shape, for users of the graph and for others', () => {
    fc.assert(
      fc.property(graphs, exponents, (graph, chosen) => {
        const filter = new WalkFilter(graph, chosen);
        for (const [user, edges] of denseOf(graph).entries()) {
          expectClose(filter.row(filter.edgesOf(user), user), walkScores(graph, edges, user, chosen), 1e-9);
        }
        const everything = Array.from({ length: graph.columns }, (_, item) => item);
        const weights = everything.map((item) => (item + 1) / 3);
        expectClose(
          filter.row({ items: everything, weights }, NOBODY),
          walkScores(graph, weights, NOBODY, chosen),
          1e-9,
        );
      }),
    );
  });

  it('tells what each edge of a user would add to an item, from the other end of its walks', () => {
    fc.assert(
      fc.property(graphs, exponents, (graph, chosen) => {
        const filter = new WalkFilter(graph, chosen);
        for (let item = 0; item < graph.columns; item++) {
          const gains = filter.gainsOf(item, 0).slice();
          const rows = Array.from(gains, (_, own) => filter.row({ items: [own], weights: null }, 0)[item]!);
          expectClose(gains, rows, 1e-9);
        }
      }),
    );
  });

  it('knows the items that somebody has', () => {
    const filter = new WalkFilter(csrOf([[2, 0]]), PUBLISHED);
    expect([filter.knows(0), filter.knows(1)]).toEqual([true, false]);
  });
});
