import type { Snapshot } from '../snapshot/snapshot.js';
import type { InteractionRecord, InteractionStore, UserProfile, UserRecord } from '../store/interaction-store.js';
import { isStoreAway } from '../store/store-away.js';
import type { UserView } from './request.js';

/** More than anyone has, and what every store takes for a limit. */
const ALL = 2 ** 31 - 1;

/** As much of a store as views are made from. */
export type UserReader = Pick<InteractionStore, 'usersByKey' | 'interactionsOf'>;

/**
 * What is known now of each user, in the order of the keys; undefined for a user whom neither store nor snapshot knows.
 * `current` is there for those who changed since the snapshot or whom it does not know, and with it what describes them
 * where the snapshot learned from that. Reads the store
 * twice at most, however many users there are. While the store is away, the snapshot answers alone: without `current`,
 * and for nobody whom only the store knows. It does so too for whom it knows where it was trained on a projection: the
 * store's own interactions, if it has any, are not what was learned from, and no revision says whether those changed.
 */
export async function resolveUserViews(
  store: UserReader,
  snapshot: Snapshot,
  keys: readonly string[],
): Promise<(UserView | undefined)[]> {
  const records = await recordsOf(
    store,
    keys.filter((key) => projectedUserIndex(key, snapshot) === undefined),
  );
  const changed = [...records.values()].filter((record) => isNewer(record, snapshot));
  const current = await currentInteractions(store, changed);
  return keys.map((key) => userView(key, records.get(key), current, snapshot));
}

/** The index of a user of whom the snapshot alone tells: it was trained on a projection and knows her. */
export function projectedUserIndex(key: string, snapshot: Snapshot): number | undefined {
  return snapshot.manifest.dataset.projection === undefined ? undefined : snapshot.userIndex(key);
}

/** By user key. Empty while the store is away. */
async function recordsOf(
  store: UserReader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, UserRecord & UserProfile>> {
  const records = keys.length === 0 ? [] : await orAway(store.usersByKey(keys));
  const known = records?.filter((record) => record !== undefined) ?? [];
  return new Map(known.map((record) => [record.key, record]));
}

/** By user key. Empty while the store is away. */
async function currentInteractions(
  store: UserReader,
  users: readonly UserRecord[],
): Promise<ReadonlyMap<string, readonly InteractionRecord[]>> {
  const keys = [...new Set(users.map(({ key }) => key))];
  if (keys.length === 0) return new Map();
  const interactions = await orAway(store.interactionsOf(keys, { first: ALL }));
  return new Map(interactions?.map((records, index) => [keys[index]!, records]));
}

function userView(
  key: string,
  record: (UserRecord & UserProfile) | undefined,
  currentInteractions: ReadonlyMap<string, readonly InteractionRecord[]>,
  snapshot: Snapshot,
): UserView | undefined {
  const index = snapshot.userIndex(key);
  const current = currentInteractions.get(key);
  if (record !== undefined && current !== undefined) {
    const { revision, attributes = {} } = record;
    return { key, revision, current, ...(snapshot.userAttributes !== undefined && { attributes }) };
  }
  if (index !== undefined) return { key, revision: snapshot.userRevisions[index]! };
  return undefined;
}

function isNewer({ key, revision }: UserRecord, snapshot: Snapshot): boolean {
  const index = snapshot.userIndex(key);
  return index === undefined || snapshot.userRevisions[index] !== revision;
}

/** Undefined while the store is away. */
async function orAway<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isStoreAway(error)) return undefined;
    throw error;
  }
}
