import type { Dataset } from '../dataset/dataset.js';

export type NumericArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** One array of a component with its shape, row-major. */
export interface NamedArray {
  readonly array: NumericArray;
  readonly shape: readonly number[];
}

/**
 * One part of a model that `recommend` can score by itself, as a manifest names it.
 * `kind` says which scorer reads it: `dot` has arrays users [U,d], items [I,d], x0 [U+I,d] and foldIn [I,d]
 * (X0 + X1 + X2 of the items, the frozen side of fold-in) and parameters layers and dimensions;
 * `popularity` has counts [I] (distinct users per item).
 */
export interface Component {
  readonly kind: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly arrays: Readonly<Record<string, NamedArray>>;
}

/** What training hands to serving. */
export interface SnapshotContents {
  readonly dataset: Dataset;
  readonly components: readonly Component[];
  readonly hyperparameters: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  /** Metrics on held-out edges by name, e.g. `recall@20`. */
  readonly metrics: Readonly<Record<string, number>>;
}
