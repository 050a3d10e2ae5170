import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalizedAdjacency } from '../../src/linalg/bipartite.js';
import { assertCsr, transpose } from '../../src/linalg/csr.js';
import { expectClose } from './closeness.js';
import { csrArbitrary, csrOf, denseOf } from './sparse-matrices.js';

describe('the normalized adjacency', () => {
  it('divides a weight by the root of both degrees, users first', () => {
    // Degrees: users 4 and 1, items 3 and 2.
    const adjacency = normalizedAdjacency(
      csrOf([
        [3, 1],
        [0, 1],
      ]),
    );
    const [a, b, c] = [3 / Math.sqrt(12), 1 / Math.sqrt(8), 1 / Math.sqrt(2)];
    expectClose(
      denseOf(adjacency).flat(),
      [
        [0, 0, a, b],
        [0, 0, 0, c],
        [a, 0, 0, 0],
        [b, c, 0, 0],
      ].flat(),
    );
  });

  it('counts every entry 1 where there are no values', () => {
    const interactions = { ...csrOf([[7, 7]]), values: null };
    expectClose(denseOf(normalizedAdjacency(interactions))[0]!, [0, Math.SQRT1_2, Math.SQRT1_2]);
  });

  it('leaves users and items without interactions empty rows', () => {
    const adjacency = normalizedAdjacency(
      csrOf([
        [0, 0],
        [0, 1],
      ]),
    );
    expect([...adjacency.indptr]).toEqual([0, 0, 1, 1, 2]);
  });

  it('of one user and one item holds 1', () => {
    expect(denseOf(normalizedAdjacency(csrOf([[5]])))).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('is a valid, symmetric matrix for any graph', () => {
    fc.assert(
      fc.property(csrArbitrary(), (some) => {
        const adjacency = normalizedAdjacency({ ...some, values: some.values!.map(Math.abs) });
        assertCsr(adjacency);
        expect(transpose(adjacency)).toEqual(adjacency);
      }),
    );
  });
});
