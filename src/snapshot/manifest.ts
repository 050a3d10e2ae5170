import type { PairWeighting } from '../dataset/pair-weighting.js';

export const SNAPSHOT_FORMAT_VERSION = 1;

export type ArrayType = 'float32' | 'float64' | 'int32' | 'uint32' | 'uint8' | 'utf8';

/** One file of a version: a raw little-endian array, or UTF-8 text. */
export interface SnapshotFile {
  readonly type: ArrayType;
  readonly shape: readonly number[];
  readonly bytes: number;
  readonly sha256: string;
}

export interface ManifestComponent {
  readonly kind: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** Array name → file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** manifest.json of one version. It is written last; a directory without a valid one is not a snapshot. */
export interface SnapshotManifest {
  readonly formatVersion: typeof SNAPSHOT_FORMAT_VERSION;
  /** Sorts by time: `20261122T231500123Z-` and eight hex digits of the contents' hash. */
  readonly version: string;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  readonly components: readonly ManifestComponent[];
  readonly hyperparameters: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  readonly dataset: {
    readonly fingerprint: string;
    readonly behaviors: readonly string[];
    readonly weighting: PairWeighting;
  };
  readonly counts: { readonly users: number; readonly items: number; readonly interactions: number; readonly events: number };
  readonly metrics: Readonly<Record<string, number>>;
  readonly files: Readonly<Record<string, SnapshotFile>>;
}
