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

/** A lease that must still be held, checked in the transaction that writes. */
export interface Fence {
  readonly name: string;
  readonly token: string;
}

/** Vectors beside the graph, for whoever asks by Cypher. All methods may be repeated. */
export interface EmbeddingTarget {
  /** Makes the vector indexes (cosine), again where they are of another width. Errors: those of the store. */
  prepare(dimensions: number): Promise<void>;
  /** Keys that hold a vector of this version already. */
  keysOf(side: EmbeddedSide, version: string): Promise<readonly string[]>;
  /** One transaction. Returns how many nodes there were to write to. Errors: LEASE_LOST and those of the store. */
  write(rows: EmbeddingRows, fence: Fence): Promise<number>;
  /** Removes vectors of other versions, some at a time; returns how many, 0 when none is left. Errors: as of write. */
  removeOthers(side: EmbeddedSide, version: string, fence: Fence): Promise<number>;
  /** Resolves when the indexes hold everything that was written. */
  settled(): Promise<void>;
}
