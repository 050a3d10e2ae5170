import type { PairEvents } from '../dataset/dataset.js';
import type { ItemAttributes } from '../dataset/item-attributes.js';
import type { KeyIndex } from '../dataset/key-index.js';
import type { UserAttributes } from '../dataset/user-attributes.js';
import type { CsrMatrix } from '../linalg/csr.js';
import type { ItemRecord } from '../store/interaction-store.js';
import type { FileBytes } from './assemble-contents.js';
import type { Component } from './contents.js';
import type { SnapshotManifest } from './manifest.js';

/** A component with its arrays in memory. */
export type LoadedComponent = Component;

/** A verified version for other threads: what is posted to them is this, and its files stay where they are. */
export interface SharedVersion {
  readonly manifest: SnapshotManifest;
  /** In shared memory. */
  readonly files: FileBytes;
  /** Path of the directory's log of erasures, which each thread looks at by itself. */
  readonly tombstones: string;
}

/** One opened, verified version. Immutable but for erasures, which take effect at once. */
export interface Snapshot {
  readonly manifest: SnapshotManifest;
  readonly users: KeyIndex;
  readonly items: KeyIndex;
  /** users × items, pair weights. */
  readonly interactions: CsrMatrix;
  readonly events: PairEvents;
  readonly userRevisions: Uint32Array;
  readonly itemRecords: readonly ItemRecord[];
  /** What of those was learned from beside the interactions; absent where nothing was. */
  readonly attributes?: ItemAttributes | undefined;
  /** What users were described by, as far as it was learned from; absent where nothing was. */
  readonly userAttributes?: UserAttributes | undefined;
  readonly components: readonly LoadedComponent[];
  /** What other threads open it from; undefined where it was not opened for them. */
  readonly shared?: SharedVersion | undefined;
  /** Dense index of a user who is known and not erased. */
  userIndex(key: string): number | undefined;
  /** Dense indices of users who were erased since this version was made: no answer may show them. */
  erasedUsers(): ReadonlySet<number>;
  /** Another text after every erasure. */
  erasures(): string;
}
