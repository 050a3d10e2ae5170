import type { CsrMatrix } from '../linalg/csr.js';
import type { ItemRecord } from '../store/interaction-store.js';
import type { Projection } from '../store/projection.js';
import type { ItemAttributes } from './item-attributes.js';
import type { KeyIndex } from './key-index.js';
import type { PairWeighting } from './pair-weighting.js';
import type { UserAttributes } from './user-attributes.js';

/**
 * The events behind each user–item pair, aligned with the entries of `Dataset.interactions`:
 * entry e holds the events offsets[e] … offsets[e+1]-1, oldest first.
 */
export interface PairEvents {
  /** entries + 1 */
  readonly offsets: Int32Array;
  /** Index into `Dataset.behaviors`. */
  readonly behaviors: Uint8Array;
  /** Milliseconds since 1970 UTC, 0 when unknown. */
  readonly at: Float64Array;
  readonly weights: Float32Array;
}

/** A projection as what was learned depends on it. */
export type DatasetProjection = Pick<Projection, 'text' | 'parameters'>;

/** Interactions as a model sees them: dense indices, one weight per pair, and the events that made it. Immutable. */
export interface Dataset {
  readonly users: KeyIndex;
  readonly items: KeyIndex;
  /** users × items; the value of a pair is `weighting` applied to its events (null: all 1). */
  readonly interactions: CsrMatrix;
  readonly events: PairEvents;
  /**
   * Per entry: the place of its last event in the order of reading; only where the reader was asked to keep it,
   * because files without times may still be in order of time. Splits by time fall back on it.
   */
  readonly sequence?: Int32Array;
  /** Names that `events.behaviors` points into. */
  readonly behaviors: readonly string[];
  readonly weighting: PairWeighting;
  /** The behavior that counts when pairs are held out to judge by; any where absent. One of `behaviors`. */
  readonly targetBehavior?: string;
  /** The query that found the interactions in a graph of another shape; absent where the store's own were read. */
  readonly projection?: DatasetProjection;
  /** Per user index; the store's revision when it was exported, 0 when it came from a file. */
  readonly userRevisions: Uint32Array;
  /** Per item index; title and attributes. */
  readonly itemRecords: readonly ItemRecord[];
  /** What of those is learned from beside the interactions (whole-graph.ts); absent where none were chosen. */
  readonly attributes?: ItemAttributes;
  /** What users are described by, as far as it is learned from; absent where nothing was chosen. */
  readonly userAttributes?: UserAttributes;
  /**
   * SHA-256 (hex) of keys, pairs, events, sequence, weighting, target, projection and attributes of items and of users: equal datasets have
   * equal fingerprints.
   */
  readonly fingerprint: string;
}
