import type { Snapshot } from '../../snapshot/snapshot.js';
import type { EmbeddedSide, EmbeddingTarget } from '../../store/embedding-target.js';

/**
 * How far a vector in the store may lie from the snapshot's, ‖stored − v‖ over ‖v‖. The vector index rounds to 8 bits,
 * which moves a vector of 64 dimensions by about as much (docs/decisions/0096-what-a-warm-refresh-leaves-alone.md).
 */
export const TOLERANCE = 0.02;

/** What differs between the vectors that a store holds and those of a snapshot. */
export interface OutdatedVectors {
  /** Of the snapshot: users or items whose node has no vector, or one too far from theirs. */
  readonly rows: Int32Array;
  /** Keys of nodes that hold a vector, which the snapshot does not know. */
  readonly strays: readonly string[];
}

/** Reads every vector of one side; each is compared with the snapshot's, so that small steps never add up. */
export async function outdatedVectors(
  embeddings: EmbeddingTarget,
  side: EmbeddedSide,
  snapshot: Snapshot,
  table: Float32Array,
): Promise<OutdatedVectors> {
  const index = snapshot[side];
  const dimensions = table.length / index.size;
  const erased = side === 'users' ? snapshot.erasedUsers() : new Set<number>();
  const stands = new Uint8Array(index.size);
  const strays: string[] = [];
  for await (const nodes of embeddings.held(side)) {
    for (const [key, vector] of nodes) {
      const row = index.indexOf(key);
      if (row === undefined || erased.has(row)) strays.push(key);
      else if (isNear(vector, table.subarray(row * dimensions, (row + 1) * dimensions))) stands[row] = 1;
    }
  }
  return { rows: Int32Array.from(stands.keys()).filter((row) => stands[row] === 0 && !erased.has(row)), strays };
}

function isNear(stored: readonly number[], vector: Float32Array): boolean {
  if (stored.length !== vector.length) return false;
  let distance = 0;
  let length = 0;
  for (let d = 0; d < vector.length; d++) {
    distance += (stored[d]! - vector[d]!) ** 2;
    length += vector[d]! ** 2;
  }
  return distance <= TOLERANCE ** 2 * length; // false for what is no number
}
