import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphSide, InteractionGraph } from './interaction-graph.js';

/** A dense table, row-major. Sums over it are taken in float64 whatever it holds. */
export type Table = Float32Array | Float64Array;

/**
 * Rows of one side from those of the other: into_r = D_r^-½ Σ_c w_rc D_c^-½ from_c. An event loop that serves requests gets
 * its turn between parts of about ten milliseconds.
 */
export async function propagateSide(
  { edges, scale }: GraphSide,
  otherScale: Float64Array,
  from: Table,
  into: Table,
  dimensions: number,
): Promise<void> {
  const rowsAtATime = Math.ceil((PART * edges.rows) / Math.max(1, edges.indices.length * dimensions));
  const sum = new Float64Array(dimensions);
  for (let start = 0; start < edges.rows; start += rowsAtATime) {
    await nextTurn();
    const end = Math.min(edges.rows, start + rowsAtATime);
    for (let row = start; row < end; row++) {
      sum.fill(0);
      for (let entry = edges.indptr[row]!; entry < edges.indptr[row + 1]!; entry++) {
        const column = edges.indices[entry]!;
        const share = (edges.values === null ? 1 : edges.values[entry]!) * otherScale[column]!;
        const offset = column * dimensions;
        for (let d = 0; d < dimensions; d++) sum[d]! += share * from[offset + d]!;
      }
      const offset = row * dimensions;
      for (let d = 0; d < dimensions; d++) into[offset + d] = scale[row]! * sum[d]!;
    }
  }
}

/** C times a table of the items [I, d], with C = AᵀA: to all users and back. In float64, in the same parts. */
export async function throughUsers(
  { users, items }: InteractionGraph,
  table: Float64Array,
  dimensions: number,
): Promise<Float64Array> {
  const atUsers = new Float64Array(users.degrees.length * dimensions);
  const result = new Float64Array(table.length);
  await propagateSide(users, items.scale, table, atUsers, dimensions);
  await propagateSide(items, users.scale, atUsers, result, dimensions);
  return result;
}

/** Directed edges × dimensions between two turns of the event loop. */
const PART = 8_000_000;
