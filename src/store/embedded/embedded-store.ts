import { EdgewiseError } from '../../core/errors.js';
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
import type { Lease, LeaseRequest } from '../lease.js';
import type { ProjectedBatch, Projection } from '../projection.js';
import type { StoreFinding } from '../store-finding.js';
import { RunningWork } from '../running-work.js';
import type { CallName, StoreLink, StreamName } from './store-link.js';

/**
 * An embedded store, whoever holds it. When the process that held it goes away, calls under way fail with
 * STORE_UNAVAILABLE; the next call finds the new holder, or becomes it.
 */
export class EmbeddedStore implements InteractionStore {
  readonly url: string;
  readonly embeddings = undefined;
  readonly #reopen: () => Promise<StoreLink>;
  readonly #running = new RunningWork();
  #link: StoreLink;
  #reopening: Promise<StoreLink> | undefined;
  #closing: Promise<void> | undefined;

  constructor(url: string, link: StoreLink, reopen: () => Promise<StoreLink>) {
    this.url = url;
    this.#link = link;
    this.#reopen = reopen;
  }

  ensureSchema(): Promise<void> {
    return this.#call('ensureSchema');
  }

  upsertItems(items: readonly ItemRecord[]): Promise<UpsertSummary> {
    return this.#call('upsertItems', items);
  }

  upsertUsers(users: readonly UserProfile[]): Promise<UpsertSummary> {
    return this.#call('upsertUsers', users);
  }

  upsertInteractions(interactions: readonly InteractionRecord[]): Promise<UpsertSummary> {
    return this.#call('upsertInteractions', interactions);
  }

  eraseUser(key: string): Promise<boolean> {
    return this.#call('eraseUser', key);
  }

  usersByKey(keys: readonly string[]): Promise<((UserRecord & UserProfile) | undefined)[]> {
    return this.#call('usersByKey', keys);
  }

  itemsByKey(keys: readonly string[]): Promise<(ItemRecord | undefined)[]> {
    return this.#call('itemsByKey', keys);
  }

  listUsers(page: Page<string>): Promise<(UserRecord & UserProfile)[]> {
    return this.#call('listUsers', page);
  }

  listItems(page: Page<string> & { readonly search?: string }): Promise<ItemRecord[]> {
    return this.#call('listItems', page);
  }

  interactionsOf(userKeys: readonly string[], query: InteractionQuery): Promise<InteractionRecord[][]> {
    return this.#call('interactionsOf', userKeys, query);
  }

  coUsers(userKeys: readonly string[], page: Page<CoNeighborPosition>): Promise<CoNeighbor[][]> {
    return this.#call('coUsers', userKeys, page);
  }

  coItems(itemKeys: readonly string[], page: Page<CoNeighborPosition>): Promise<CoNeighbor[][]> {
    return this.#call('coItems', itemKeys, page);
  }

  exportInteractions(query: ExportQuery = {}): AsyncIterable<InteractionBatch> {
    return this.#stream<InteractionBatch>('exportInteractions', query);
  }

  exportInteractionsOf(userKeys: readonly string[], query: ExportQuery = {}): AsyncIterable<InteractionBatch> {
    return this.#stream<InteractionBatch>('exportInteractionsOf', userKeys, query);
  }

  exportUserStates(): AsyncIterable<readonly UserState[]> {
    return this.#stream<readonly UserState[]>('exportUserStates');
  }

  exportUsers(): AsyncIterable<readonly (UserRecord & UserProfile)[]> {
    return this.#stream<readonly (UserRecord & UserProfile)[]>('exportUsers');
  }

  exportItems(): AsyncIterable<readonly ItemRecord[]> {
    return this.#stream<readonly ItemRecord[]>('exportItems');
  }

  takeLease(request: LeaseRequest): Promise<Lease> {
    return this.#call('takeLease', request);
  }

  releaseLease(name: string, token: string): Promise<void> {
    return this.#call('releaseLease', name, token);
  }

  project(projection: Projection): AsyncIterable<ProjectedBatch> {
    return this.#stream<ProjectedBatch>('project', projection);
  }

  check(examples: number): AsyncIterable<readonly StoreFinding[]> {
    return this.#stream<readonly StoreFinding[]>('check', examples);
  }

  stats(): Promise<StoreStats> {
    return this.#call('stats');
  }

  close(): Promise<void> {
    this.#closing ??= this.#running.idle().then(() => this.#link.close());
    return this.#closing;
  }

  #call<Name extends CallName>(
    name: Name,
    ...parameters: Parameters<InteractionStore[Name]>
  ): ReturnType<InteractionStore[Name]> {
    const answer = this.#running.during(async () => (await this.#liveLink()).call(name, parameters));
    // The link carries what the method of this name answers; its type is lost on the way through a socket.
    return answer as ReturnType<InteractionStore[Name]>;
  }

  async *#stream<Batch>(name: StreamName, ...parameters: readonly unknown[]): AsyncGenerator<Batch> {
    const link = await this.#running.during(() => this.#liveLink());
    const batches = link.stream(name, parameters)[Symbol.asyncIterator]();
    try {
      for (;;) {
        this.#refuseWhenClosed();
        const next = await this.#running.during(() => batches.next());
        if (next.done === true) return;
        yield next.value as Batch;
      }
    } finally {
      await batches.return?.();
    }
  }

  /** The link in use; calls that find it dead share one attempt to make another. */
  async #liveLink(): Promise<StoreLink> {
    this.#refuseWhenClosed();
    if (this.#link.alive) return this.#link;
    this.#reopening ??= this.#reopen()
      .then((link) => (this.#link = link))
      .finally(() => (this.#reopening = undefined));
    return this.#reopening;
  }

  #refuseWhenClosed(): void {
    if (this.#closing !== undefined) throw new EdgewiseError('STORE_CLOSED', 'The store was closed.');
  }
}
