import type { DatasetProjection } from '../dataset/dataset.js';
import type { AttributeWeights } from '../dataset/attribute-edges.js';
import type { PairWeighting } from '../dataset/pair-weighting.js';
import type { RefreshRecord } from './refresh-record.js';

export const SNAPSHOT_FORMAT_VERSION = 1;

export type ArrayType = 'float32' | 'float64' | 'int32' | 'uint32' | 'uint8' | 'utf8';

/** One file of a version: a raw little-endian array, or UTF-8 text (then the shape is its bytes). */
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

/** Which erasures a version already respects: the first `applied` tombstones of the log with that id. */
export interface AppliedTombstones {
  /** Empty when there was no log yet. */
  readonly log: string;
  readonly applied: number;
}

/** manifest.json of one version. It is written last; a directory without a valid one is not a snapshot. */
export interface SnapshotManifest {
  readonly formatVersion: typeof SNAPSHOT_FORMAT_VERSION;
  /** Sorts by time: `20261122T231500123Z-` and eight hex digits of the contents' hash. */
  readonly version: string;
  /** Milliseconds since 1970 UTC; an erasure keeps it. */
  readonly createdAt: number;
  /** Milliseconds since 1970 UTC at which reading the interactions began. */
  readonly exportedAt: number;
  readonly tombstones: AppliedTombstones;
  readonly components: readonly ManifestComponent[];
  readonly hyperparameters: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  readonly dataset: {
    readonly fingerprint: string;
    readonly behaviors: readonly string[];
    /** The behaviors that training was restricted to; absent when it took all. */
    readonly behaviorFilter?: readonly string[];
    readonly weighting: PairWeighting;
    /** The behavior that counts when pairs are held out to judge by; any where absent. */
    readonly targetBehavior?: string;
    /** The query that found the interactions in a graph of another shape; absent where the store's own were read. */
    readonly projection?: DatasetProjection;
    /** Weights of the attributes of items that were learned from; their nodes and edges follow from the items' records. */
    readonly attributes?: AttributeWeights;
    /** Weights of the attributes of users that were learned from; nodes and edges have files of their own. */
    readonly userAttributes?: AttributeWeights;
  };
  readonly counts: {
    readonly users: number;
    readonly items: number;
    readonly interactions: number;
    readonly events: number;
  };
  readonly metrics: Readonly<Record<string, number>>;
  readonly refresh?: RefreshRecord;
  readonly files: Readonly<Record<string, SnapshotFile>>;
}

/** A version that a refresh kept for a look and did not publish. */
export function isRefused({ refresh }: SnapshotManifest): boolean {
  return refresh?.outcome === 'refused';
}
