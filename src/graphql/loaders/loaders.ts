import DataLoader from 'dataloader';
import type { UserView } from '../../recommend/request.js';
import { resolveUserViews, type UserReader } from '../../recommend/resolve-user-views.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type {
  CoNeighbor,
  CoNeighborPosition,
  InteractionQuery,
  InteractionRecord,
  InteractionStore,
  ItemRecord,
  Page,
  UserProfile,
  UserRecord,
} from '../../store/interaction-store.js';
import { snapshotMissing } from '../served-snapshot.js';
import { type PageLoader, pageLoader } from './page-loader.js';

/** What one request reads of the store, each in one batch for everything that asks in the same tick. */
export interface Loaders {
  readonly users: DataLoader<string, (UserRecord & UserProfile) | undefined>;
  readonly items: DataLoader<string, ItemRecord | undefined>;
  readonly views: DataLoader<string, UserView | undefined>;
  readonly interactions: PageLoader<InteractionQuery, InteractionRecord>;
  readonly coUsers: PageLoader<Page<CoNeighborPosition>, CoNeighbor>;
  readonly coItems: PageLoader<Page<CoNeighborPosition>, CoNeighbor>;
}

/** Loaders of one request, or of what follows a write within it: they remember what they read. */
export function createLoaders(store: InteractionStore, snapshot: Snapshot | undefined): Loaders {
  return new RequestLoaders(store, snapshot);
}

/** Each is made when it is first asked for: most requests need one or two. */
class RequestLoaders implements Loaders {
  readonly #store: InteractionStore;
  readonly #snapshot: Snapshot | undefined;
  #users: Loaders['users'] | undefined;
  #items: Loaders['items'] | undefined;
  #views: Loaders['views'] | undefined;
  #interactions: Loaders['interactions'] | undefined;
  #coUsers: Loaders['coUsers'] | undefined;
  #coItems: Loaders['coItems'] | undefined;

  constructor(store: InteractionStore, snapshot: Snapshot | undefined) {
    this.#store = store;
    this.#snapshot = snapshot;
  }

  get users(): Loaders['users'] {
    return (this.#users ??= new DataLoader((keys) => this.#store.usersByKey(keys)));
  }

  get items(): Loaders['items'] {
    return (this.#items ??= new DataLoader((keys) => this.#store.itemsByKey(keys)));
  }

  get views(): Loaders['views'] {
    return (this.#views ??= new DataLoader((keys) => this.#readViews(keys)));
  }

  get interactions(): Loaders['interactions'] {
    return (this.#interactions ??= pageLoader((keys, query) => this.#store.interactionsOf(keys, query)));
  }

  get coUsers(): Loaders['coUsers'] {
    return (this.#coUsers ??= pageLoader((keys, page) => this.#store.coUsers(keys, page)));
  }

  get coItems(): Loaders['coItems'] {
    return (this.#coItems ??= pageLoader((keys, page) => this.#store.coItems(keys, page)));
  }

  async #readViews(keys: readonly string[]): Promise<(UserView | undefined)[]> {
    if (this.#snapshot === undefined) throw snapshotMissing();
    // Who asks for recommendations has mostly been read already, as a user.
    const readOnce: UserReader = {
      usersByKey: (users) => Promise.all(users.map((key) => this.users.load(key))),
      interactionsOf: (users, query) => this.#store.interactionsOf(users, query),
    };
    return resolveUserViews(readOnce, this.#snapshot, keys);
  }
}
