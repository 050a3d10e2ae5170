import type { PairEvents } from '../dataset/dataset.js';
import type { ItemAttributes } from '../dataset/item-attributes.js';
import type { KeyIndex } from '../dataset/key-index.js';
import type { UserAttributes } from '../dataset/user-attributes.js';
import type { CsrMatrix } from '../linalg/csr.js';
import type { ItemRecord } from '../store/interaction-store.js';
import type { SnapshotManifest } from './manifest.js';
import type { ReadVersion } from './read-version.js';
import type { LoadedComponent, SharedVersion, Snapshot } from './snapshot.js';
import type { Tombstones } from './tombstones.js';

/** A version in memory that asks the log of erasures before it admits to knowing a user. */
export class OpenedSnapshot implements Snapshot {
  readonly manifest: SnapshotManifest;
  readonly users: KeyIndex;
  readonly items: KeyIndex;
  readonly interactions: CsrMatrix;
  readonly events: PairEvents;
  readonly userRevisions: Uint32Array;
  readonly itemRecords: readonly ItemRecord[];
  readonly attributes: ItemAttributes | undefined;
  readonly userAttributes: UserAttributes | undefined;
  readonly components: readonly LoadedComponent[];
  readonly shared: SharedVersion | undefined;
  readonly #tombstones: Tombstones;
  #erased: ReadonlySet<number> = new Set();
  #erasedOf = '';

  /** `shared`: what other threads open it from, where they can. */
  constructor(
    { manifest, contents }: Pick<ReadVersion, 'manifest' | 'contents'>,
    tombstones: Tombstones,
    shared?: SharedVersion,
  ) {
    const { users, items, interactions, events, userRevisions, itemRecords, attributes, userAttributes } =
      contents.dataset;
    this.manifest = manifest;
    this.users = users;
    this.items = items;
    this.interactions = interactions;
    this.events = events;
    this.userRevisions = userRevisions;
    this.itemRecords = itemRecords;
    this.attributes = attributes;
    this.userAttributes = userAttributes;
    this.components = contents.components;
    this.shared = shared;
    this.#tombstones = tombstones;
  }

  userIndex(key: string): number | undefined {
    const index = this.users.indexOf(key);
    return index === undefined || this.#tombstones.isErased(key, this.manifest.tombstones) ? undefined : index;
  }

  /** Looks at every key after an erasure (half a microsecond each), at nothing otherwise. */
  erasedUsers(): ReadonlySet<number> {
    const state = this.erasures();
    if (state !== this.#erasedOf) {
      this.#erased = this.#tombstones.erasedAmong(this.users, this.manifest.tombstones);
      this.#erasedOf = state;
    }
    return this.#erased;
  }

  erasures(): string {
    const { log, applied } = this.#tombstones.state();
    return `${log}:${applied}`;
  }
}
