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
  UserRecord,
} from '../../store/interaction-store.js';
import { snapshotMissing } from '../served-snapshot.js';
import { type PageLoader, pageLoader } from './page-loader.js';

/** What one request reads of the store, each in one batch for everything that asks in the same tick. */
export interface Loaders {
  readonly users: DataLoader<string, UserRecord | undefined>;
  readonly items: DataLoader<string, ItemRecord | undefined>;
  readonly views: DataLoader<string, UserView | undefined>;
  readonly interactions: PageLoader<InteractionQuery, InteractionRecord>;
  readonly coUsers: PageLoader<Page<CoNeighborPosition>, CoNeighbor>;
  readonly coItems: PageLoader<Page<CoNeighborPosition>, CoNeighbor>;
}

/** Loaders of one request, or of what follows a write within it: they remember what they read. */
export function createLoaders(store: InteractionStore, snapshot: Snapshot | undefined): Loaders {
  const users = new DataLoader<string, UserRecord | undefined>((keys) => store.usersByKey(keys));
  // Who asks for recommendations has mostly been read already, as a user.
  const readOnce: UserReader = {
    usersByKey: (keys) => Promise.all(keys.map((key) => users.load(key))),
    interactionsOf: (keys, query) => store.interactionsOf(keys, query),
  };
  return {
    users,
    items: new DataLoader((keys) => store.itemsByKey(keys)),
    views: new DataLoader(async (keys) => {
      if (snapshot === undefined) throw snapshotMissing();
      return resolveUserViews(readOnce, snapshot, keys);
    }),
    interactions: pageLoader((keys, query) => store.interactionsOf(keys, query)),
    coUsers: pageLoader((keys, page) => store.coUsers(keys, page)),
    coItems: pageLoader((keys, page) => store.coItems(keys, page)),
  };
}
