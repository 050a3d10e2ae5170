import { checkInteractions, checkItems, checkUsers } from '../check-records.js';
import type {
  CoNeighbor,
  CoNeighborPosition,
  ExportQuery,
  InteractionBatch,
  InteractionQuery,
  InteractionRecord,
  InteractionStore,
  ItemRecord,
  Page,
  StoreStats,
  UpsertSummary,
  UserProfile,
  UserRecord,
  UserState,
} from '../interaction-store.js';
import type { EmbeddingTarget } from '../embedding-target.js';
import type { Lease, LeaseRequest } from '../lease.js';
import type { ProjectedBatch, Projection } from '../projection.js';
import type { StoreFinding } from '../store-finding.js';
import type { StatementRow } from '../statement-table.js';
import { checkRules } from './check-rules.js';
import { CO_ITEMS, CO_USERS, coNeighbors } from './co-neighbors.js';
import type { CypherEngine } from './cypher-engine.js';
import { exportInteractions, exportInteractionsOf } from './export-interactions.js';
import { interactionsOf } from './interactions-of.js';
import { itemRecord } from './item-properties.js';
import { releaseLease, takeLease } from './leases.js';
import { projectInteractions } from './project-interactions.js';
import { slices } from './slices.js';
import { storeStats } from './store-stats.js';
import { upsertInteractions } from './upsert-interactions.js';
import { upsertItems } from './upsert-items.js';
import { upsertUsers } from './upsert-users.js';
import { userProfile } from './user-properties.js';

/** Items or users in a batch of an export. */
const NODES = 2_000;
/** Users in a batch of states. */
const STATES = 20_000;

/** The InteractionStore over a graph database that speaks Cypher: every statement of cypher/ is run from here. */
export class CypherStore implements InteractionStore {
  readonly url: string;
  readonly embeddings: EmbeddingTarget | undefined;
  readonly #engine: CypherEngine;

  constructor(url: string, engine: CypherEngine, embeddings?: EmbeddingTarget) {
    this.url = url;
    this.embeddings = embeddings;
    this.#engine = engine;
  }

  async ensureSchema(): Promise<void> {
    await this.#engine.ensureSchema();
  }

  async upsertItems(items: readonly ItemRecord[]): Promise<UpsertSummary> {
    checkItems(items);
    return this.#engine.write((transaction) => upsertItems(transaction, items));
  }

  async upsertUsers(users: readonly UserProfile[]): Promise<UpsertSummary> {
    checkUsers(users);
    const { hasOtherWriters } = this.#engine;
    return this.#engine.write((transaction) => upsertUsers(transaction, users, hasOtherWriters));
  }

  async upsertInteractions(interactions: readonly InteractionRecord[]): Promise<UpsertSummary> {
    checkInteractions(interactions);
    const { hasOtherWriters } = this.#engine;
    return this.#engine.write((transaction) => upsertInteractions(transaction, interactions, hasOtherWriters));
  }

  async eraseUser(key: string): Promise<boolean> {
    let wasThere = false; // stays true when a commit is repeated because nobody heard of the first one
    await this.#engine.write(async (transaction) => {
      const known = await transaction.run('read/users-by-key', { keys: [key] });
      if (known.length === 0) return;
      await transaction.run('write/erase-user', { key });
      wasThere = true;
    });
    return wasThere;
  }

  async usersByKey(keys: readonly string[]): Promise<((UserRecord & UserProfile) | undefined)[]> {
    const rows = await this.#engine.run('read/users-by-key', { keys: [...new Set(keys)] });
    const users = new Map(rows.map((row) => [row[0], describedUser(row)]));
    return keys.map((key) => users.get(key));
  }

  async itemsByKey(keys: readonly string[]): Promise<(ItemRecord | undefined)[]> {
    const rows = await this.#engine.run('read/items-by-key', { keys: [...new Set(keys)] });
    const items = new Map(rows.map(([key, properties]) => [key, itemRecord(key, properties)]));
    return keys.map((key) => items.get(key));
  }

  async listUsers({ first, after = '' }: Page<string>): Promise<(UserRecord & UserProfile)[]> {
    const rows = await this.#engine.run('read/user-page', { first, after });
    return rows.map(describedUser);
  }

  async listItems({ first, after = '', search }: Page<string> & { readonly search?: string }): Promise<ItemRecord[]> {
    const page = { first, after };
    const rows =
      search === undefined
        ? await this.#engine.run('read/item-key-page', page)
        : await this.#engine.run('read/item-key-search', { ...page, search });
    return this.#presentItems(rows.map(([key]) => key));
  }

  interactionsOf(userKeys: readonly string[], query: InteractionQuery): Promise<InteractionRecord[][]> {
    return interactionsOf(this.#engine, userKeys, query);
  }

  coUsers(userKeys: readonly string[], page: Page<CoNeighborPosition>): Promise<CoNeighbor[][]> {
    return coNeighbors(this.#engine, CO_USERS, userKeys, page);
  }

  coItems(itemKeys: readonly string[], page: Page<CoNeighborPosition>): Promise<CoNeighbor[][]> {
    return coNeighbors(this.#engine, CO_ITEMS, itemKeys, page);
  }

  exportInteractions(query: ExportQuery = {}): AsyncIterable<InteractionBatch> {
    return exportInteractions(this.#engine, query);
  }

  exportInteractionsOf(userKeys: readonly string[], query: ExportQuery = {}): AsyncIterable<InteractionBatch> {
    return exportInteractionsOf(this.#engine, userKeys, query);
  }

  async *exportUserStates(): AsyncGenerator<readonly UserState[]> {
    const rows = await this.#engine.run('read/user-states', {});
    for (const some of slices(rows, STATES)) {
      yield some.map(([key, revision, changedAt]) => ({ key, revision, changedAt }));
    }
  }

  project(projection: Projection): AsyncIterable<ProjectedBatch> {
    return projectInteractions(this.#engine, projection);
  }

  async *exportUsers(): AsyncGenerator<readonly (UserRecord & UserProfile)[]> {
    const rows = await this.#engine.run('read/user-keys', {});
    for (const some of slices(rows, NODES)) {
      const users = await this.usersByKey(some.map(([key]) => key));
      yield users.filter((user) => user !== undefined); // some went away since the keys were read
    }
  }

  async *exportItems(): AsyncGenerator<readonly ItemRecord[]> {
    const rows = await this.#engine.run('read/item-keys', {});
    for (const some of slices(rows, NODES)) yield this.#presentItems(some.map(([key]) => key));
  }

  takeLease(request: LeaseRequest): Promise<Lease> {
    return this.#engine.write((transaction) => takeLease(transaction, request));
  }

  releaseLease(name: string, token: string): Promise<void> {
    return this.#engine.write((transaction) => releaseLease(transaction, name, token));
  }

  check(examples: number): AsyncIterable<readonly StoreFinding[]> {
    return checkRules(this.#engine, examples);
  }

  stats(): Promise<StoreStats> {
    return storeStats(this.#engine);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  /** Items of these keys in their order, without those that went away since the keys were read. */
  async #presentItems(keys: readonly string[]): Promise<ItemRecord[]> {
    const items = await this.itemsByKey(keys);
    return items.filter((item) => item !== undefined);
  }
}

function describedUser([key, revision, properties]: StatementRow<'read/users-by-key'>): UserRecord & UserProfile {
  return { ...userProfile(key, properties), revision };
}
