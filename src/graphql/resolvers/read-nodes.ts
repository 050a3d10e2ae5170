import { EdgewiseError } from '../../core/errors.js';
import { attributesOf } from '../../dataset/user-attributes.js';
import type { UserView } from '../../recommend/request.js';
import { projectedUserIndex } from '../../recommend/resolve-user-views.js';
import type { ItemRecord, UserRecord } from '../../store/interaction-store.js';
import { isStoreAway } from '../../store/store-away.js';
import type { NodeReference } from '../global-id.js';
import type { RequestContext } from '../request-context.js';
import type { ServedVersion } from '../served-snapshot.js';
import { itemSource, type ItemSource, userSource, type UserSource } from '../sources.js';
import type { Attributes } from './attributes.js';

/**
 * The user as the store knows her; where it does not or is away, as the snapshot does. STORE_UNAVAILABLE when only the
 * store could tell.
 */
export function readUser(key: string, context: RequestContext): Promise<UserRecord | undefined> {
  return orFromSnapshot(context.loaders.users.load(key), () => snapshotUser(key, context.served));
}

/**
 * What describes the user, from where her recommendations take it: the store, which alone has all of it, or the snapshot
 * where that knows her by a projection, as far as it learned from it. Nothing of whom the store does not know, or no longer.
 * STORE_UNAVAILABLE when the store would have to tell.
 */
export async function readUserAttributes(key: string, { loaders, served }: RequestContext): Promise<Attributes> {
  const index = served && projectedUserIndex(key, served.snapshot);
  if (index === undefined) return (await loaders.users.load(key))?.attributes ?? {};
  const learned = served?.snapshot.userAttributes;
  return learned === undefined ? {} : attributesOf(learned, index);
}

/**
 * Whether anybody knows the user, as `readUser` would tell. Whom the snapshot knows costs no journey to the store: what is
 * asked of her then is the first read, not the second. Errors: STORE_UNAVAILABLE when only the store could tell.
 */
export async function isKnownUser(key: string, context: RequestContext): Promise<boolean> {
  return snapshotUser(key, context.served) !== undefined || (await context.loaders.users.load(key)) !== undefined;
}

/** The item, as `readUser` reads users. */
export function readItem(key: string, context: RequestContext): Promise<ItemRecord | undefined> {
  return orFromSnapshot(context.loaders.items.load(key), () => snapshotItem(key, context.served));
}

/** The user or item that a global id names; null when there is none. */
export async function readNode(
  reference: NodeReference,
  context: RequestContext,
): Promise<UserSource | ItemSource | null> {
  if (reference.type === 'User') {
    return (await isKnownUser(reference.key, context)) ? userSource(reference.key) : null;
  }
  const item = await readItem(reference.key, context);
  return item === undefined ? null : itemSource(item);
}

/** An item that other answers lead to: with the snapshot's record where it has one, so that no store is read for it. */
export function linkedItem(key: string, served: ServedVersion | undefined): ItemSource {
  const record = snapshotItem(key, served);
  return record === undefined ? { __typename: 'Item', key } : { __typename: 'Item', key, record };
}

/** What recommendations for a user go by. USER_NOT_FOUND when nobody has that key. */
export async function readUserView(key: string, context: RequestContext): Promise<UserView> {
  const view = await context.loaders.views.load(key);
  if (view === undefined) throw userNotFound(key);
  return view;
}

export function userNotFound(key: string): EdgewiseError {
  return new EdgewiseError('USER_NOT_FOUND', `There is no user with the key ${JSON.stringify(key)}.`);
}

async function orFromSnapshot<Row>(
  read: Promise<Row | undefined>,
  fromSnapshot: () => Row | undefined,
): Promise<Row | undefined> {
  try {
    return (await read) ?? fromSnapshot();
  } catch (error) {
    const known = isStoreAway(error) ? fromSnapshot() : undefined;
    if (known === undefined) throw error;
    return known;
  }
}

function snapshotUser(key: string, served: ServedVersion | undefined): UserRecord | undefined {
  const index = served?.snapshot.userIndex(key);
  return index === undefined ? undefined : { key, revision: served?.snapshot.userRevisions[index] ?? 0 };
}

function snapshotItem(key: string, served: ServedVersion | undefined): ItemRecord | undefined {
  const index = served?.snapshot.items.indexOf(key);
  return index === undefined ? undefined : served?.snapshot.itemRecords[index];
}
