import type { Dataset } from '../dataset/dataset.js';
import type { RefreshRecord } from './refresh-record.js';

export type NumericArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** One array of a component with its shape, row-major. */
export interface NamedArray {
  readonly array: NumericArray;
  readonly shape: readonly number[];
}

/**
 * One part of a model, most of which `recommend` can score by itself, as a manifest names it.
 * `kind` says which scorer reads it, which arrays it has and what their rows are; the table is COMPONENT_KINDS in
 * component-kinds.ts. `dot` has float32 arrays users [U,d], items [I,d], itemScales [I] (what the embedding of each was
 * multiplied by in items: the rest of the model's definition of a score), x0 [U+A+I+B,d] (users, the values of items' attributes that were learned from, items, the values
 * of users' attributes) and foldIn [I+B,d] (X0 + … + X(L-1) of the items and those values, the frozen side of fold-in),
 * float64 itemDegrees [I+B] (column sums of the weights that training propagated over) and the parameters layers (L) and dimensions (d); `popularity` has uint32 counts [I]
 * (distinct users per item); `walk` has no arrays and the exponents p, q and a of linalg/walk-filter.ts; `blend` has no
 * arrays and the parameters weight, dot and walk: z-scores of the rows of the components so named, added with the weight;
 * `communities` scores nothing and has int32 users [U] and items [I] (the community of each, −1 for none) with the
 * parameters count and modularity.
 */
export interface Component {
  readonly kind: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly arrays: Readonly<Record<string, NamedArray>>;
}

/** What training hands to serving. Keys of the dataset ascend (compareKeys), so that a tie by index is a tie by key. */
export interface SnapshotContents {
  readonly dataset: Dataset;
  /**
   * Milliseconds since 1970 UTC at which reading the interactions began: a user erased since then is left out when the
   * contents are published, so that an erasure during training is not undone by it.
   */
  readonly exportedAt: number;
  /** The behaviors that the dataset was restricted to, so that fold-in restricts itself alike; all when absent. */
  readonly behaviorFilter?: readonly string[];
  readonly components: readonly Component[];
  readonly hyperparameters: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  /** Metrics on held-out edges by name, e.g. `recall@20`. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly refresh?: RefreshRecord;
}
