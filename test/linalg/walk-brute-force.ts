import type { CsrMatrix } from '../../src/linalg/csr.js';
import type { WalkExponents } from '../../src/linalg/walk-graph.js';
import { denseOf } from './sparse-matrices.js';

/**
 * F_ui of the walk filter for one row of edges (weights [I], 0 for none), walk by walk in float64: written apart from
 * src as an oracle. `self` is the user whom no walk passes over; degrees are those of another graph where one is given.
 */
export function walkScores(
  graph: CsrMatrix,
  edges: readonly number[],
  self: number,
  { p, q, a }: WalkExponents,
  degreesOf: CsrMatrix = graph,
): number[] {
  const weights = denseOf(graph);
  const before = denseOf(degreesOf);
  const userDegrees = before.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  const itemDegrees = edges.map((_, item) => before.reduce((sum, row) => sum + row[item]!, 0));
  return edges.map((_, i) => {
    let score = 0;
    for (const [j, own] of edges.entries()) {
      for (const [v, row] of weights.entries()) {
        if (v === self) continue;
        const walk = own * row[j]! * row[i]!;
        if (walk > 0) score += walk / (itemDegrees[i]! ** p * itemDegrees[j]! ** q * userDegrees[v]! ** a);
      }
    }
    return score;
  });
}
