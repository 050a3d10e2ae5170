import type { AttributeValue } from './attribute-value.js';
import type { EmbeddingTarget } from './embedding-target.js';
import type { Lease, LeaseRequest } from './lease.js';
import type { ProjectedBatch, Projection } from './projection.js';
import type { StoreFinding } from './store-finding.js';

export type { AttributeValue } from './attribute-value.js';

export interface ItemRecord {
  readonly key: string;
  readonly title?: string;
  /** Names are chosen by whoever imports; `key` and `title` are not among them. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

export interface UserRecord {
  readonly key: string;
  /** Counts the user's changes: caches on several replicas compare it to know that an answer is old. */
  readonly revision: number;
}

/** A user as whoever imports describes her. */
export interface UserProfile {
  readonly key: string;
  /** Names are chosen by whoever imports; what else a user's node holds (docs/cypher.md) is not among them. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** A user with what tells whether anything changed since an export. */
export interface UserState extends UserRecord {
  /** Milliseconds since 1970 UTC of the last change, by the clock of the store; 0 when it was never stamped. */
  readonly changedAt: number;
}

/** One event: at most one is kept per (user, item, behavior, at); of two with another weight the last wins. */
export interface InteractionRecord {
  readonly userKey: string;
  readonly itemKey: string;
  readonly behavior: string;
  /** Integer milliseconds since 1970 UTC; 0 when the time is not known. */
  readonly at: number;
  /** Finite and above zero. */
  readonly weight: number;
}

/** What an upsert did; the three add up to the distinct interactions of the call. */
export interface UpsertSummary {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** A page request in an order fixed per method. `after` is exclusive. */
export interface Page<Position> {
  readonly first: number;
  readonly after?: Position;
}

/** Position within one user's interactions: newest first, then item key, then behavior, ascending. */
export type InteractionPosition = Pick<InteractionRecord, 'at' | 'itemKey' | 'behavior'>;

export interface InteractionQuery extends Page<InteractionPosition> {
  readonly behaviors?: readonly string[];
}

/** A neighbor by shared interactions: cosine of the binary rows, |A∩B| / sqrt(|A| |B|). */
export interface CoNeighbor {
  readonly key: string;
  readonly similarity: number;
}

/** Position in a neighbor list: similarity descending, then key ascending (compareKeys). */
export type CoNeighborPosition = CoNeighbor;

export interface StoreStats {
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  readonly behaviors: Readonly<Record<string, number>>;
  /** Milliseconds; absent when no interaction has a time. */
  readonly firstAt?: number;
  readonly lastAt?: number;
}

export interface ExportQuery {
  /** Only these behaviors; all when absent. */
  readonly behaviors?: readonly string[];
}

/**
 * A batch of whole users: user u's events are offsets[u] … offsets[u+1]-1 of the column arrays.
 * Every event of a user is in one batch; users come in ascending key order and do not repeat.
 */
export interface InteractionBatch {
  readonly users: readonly UserRecord[];
  /** users.length + 1 */
  readonly offsets: Int32Array;
  readonly itemKeys: readonly string[];
  readonly behaviors: readonly string[];
  /** Milliseconds. */
  readonly at: Float64Array;
  readonly weights: Float32Array;
}

/**
 * Where interactions live. Every backend passes test/contracts/interaction-store.ts; a new one adds only itself there.
 * Keys are the caller's strings; internal ids never leave a backend. Lists answer in the order of their arguments.
 * Errors: STORE_UNAVAILABLE, STORE_CLOSED, STORE_CORRUPT, INTERACTION_INVALID.
 */
export interface InteractionStore {
  /** The URL without credentials. */
  readonly url: string;
  /** Where vectors are written back to; undefined where the store has no vector index. */
  readonly embeddings: EmbeddingTarget | undefined;

  /** Creates constraints and indexes; idempotent. */
  ensureSchema(): Promise<void>;

  /** Adds items or replaces title and attributes of known ones; an item without either only comes to exist. */
  upsertItems(items: readonly ItemRecord[]): Promise<UpsertSummary>;
  /**
   * Adds users or replaces the attributes of known ones, whose `revision` that raises where they differ; a user without any
   * only comes to exist.
   */
  upsertUsers(users: readonly UserProfile[]): Promise<UpsertSummary>;
  /** Adds users and items as needed, then the interactions, in one transaction: all or none. Raises `revision` of users that changed. */
  upsertInteractions(interactions: readonly InteractionRecord[]): Promise<UpsertSummary>;
  /** Removes a user with all interactions and all that describes her; false when there was none. */
  eraseUser(key: string): Promise<boolean>;

  /** With what describes them. */
  usersByKey(keys: readonly string[]): Promise<((UserRecord & UserProfile) | undefined)[]>;
  itemsByKey(keys: readonly string[]): Promise<(ItemRecord | undefined)[]>;
  /** Ascending by key, with what describes them. */
  listUsers(page: Page<string>): Promise<(UserRecord & UserProfile)[]>;
  /** Ascending by key; `search` keeps items whose title or key contains it, ignoring case. */
  listItems(page: Page<string> & { readonly search?: string }): Promise<ItemRecord[]>;

  /** For each user the page of interactions, newest first; empty for an unknown user. One round trip. */
  interactionsOf(userKeys: readonly string[], query: InteractionQuery): Promise<InteractionRecord[][]>;
  /** For each user the users who share most items, self excluded. One round trip. */
  coUsers(userKeys: readonly string[], page: Page<CoNeighborPosition>): Promise<CoNeighbor[][]>;
  /** For each item the items that share most users, self excluded. One round trip. */
  coItems(itemKeys: readonly string[], page: Page<CoNeighborPosition>): Promise<CoNeighbor[][]>;

  /** All users that have interactions, streamed in batches; a consistent view is not promised while others write. */
  exportInteractions(query?: ExportQuery): AsyncIterable<InteractionBatch>;
  /** The same of these users alone; `userKeys` are distinct and ascend. */
  exportInteractionsOf(userKeys: readonly string[], query?: ExportQuery): AsyncIterable<InteractionBatch>;
  /** All users, ascending by key: compared with an earlier export they tell whose interactions to read again. */
  exportUserStates(): AsyncIterable<readonly UserState[]>;
  /**
   * The interactions that a projection finds in a graph of any shape, in its own order. It is looked at before it runs
   * and can write nothing. Errors besides: PROJECTION_INVALID, PROJECTION_ROW_INVALID.
   */
  project(projection: Projection): AsyncIterable<ProjectedBatch>;
  /** All users with what describes them, ascending by key. */
  exportUsers(): AsyncIterable<readonly (UserRecord & UserProfile)[]>;
  /** All items, ascending by key. */
  exportItems(): AsyncIterable<readonly ItemRecord[]>;

  /** Takes or renews a lease unless another holder has it; who has it is the answer in any case. */
  takeLease(request: LeaseRequest): Promise<Lease>;
  /** Lets go of a lease held with this token; one that is another's by now is left alone. */
  releaseLease(name: string, token: string): Promise<void>;

  stats(): Promise<StoreStats>;
  /** The rules of the graph that are broken, a few at a time, each with up to `examples` places; reads everything. */
  check(examples: number): AsyncIterable<readonly StoreFinding[]>;
  /** Waits for running work, then releases the store; idempotent. */
  close(): Promise<void>;
}
