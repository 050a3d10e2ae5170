/** Whose vectors: those of users or of items. */
export type EmbeddedSide = 'users' | 'items';

export interface EmbeddingRows {
  readonly side: EmbeddedSide;
  /** The snapshot that the vectors come from. */
  readonly version: string;
  readonly keys: readonly string[];
  /** keys.length × d, row-major. */
  readonly vectors: Float32Array;
}

export type HeldVector = readonly [key: string, vector: readonly number[]];

/** A lease that must still be held, checked in the transaction that writes. */
export interface Fence {
  readonly name: string;
  readonly token: string;
}

/** Vectors beside the graph, for whoever asks by Cypher. All methods may be repeated. */
export interface EmbeddingTarget {
  /** Makes the vector indexes (cosine), again where they are of another width. Errors: those of the store. */
  prepare(dimensions: number): Promise<void>;
  /** Every vector that a node holds, of whatever version, some hundred at a time; in no order. */
  held(side: EmbeddedSide): AsyncIterable<readonly HeldVector[]>;
  /** One transaction. Returns how many nodes there were to write to. Errors: LEASE_LOST and those of the store. */
  write(rows: EmbeddingRows, fence: Fence): Promise<number>;
  /** Takes vectors away, in one transaction. Returns how many nodes there were. Errors: as of write. */
  remove(side: EmbeddedSide, keys: readonly string[], fence: Fence): Promise<number>;
  /** Says in the store which snapshot its vectors are of, each within a tolerance. Errors: as of write. */
  describe(version: string, tolerance: number, fence: Fence): Promise<void>;
  /** Resolves when the indexes hold everything that was written. */
  settled(): Promise<void>;
}
