import { EdgewiseError } from '../../core/errors.js';
import type { QueryResolvers } from '../generated/resolvers.js';
import { decodeGlobalId } from '../global-id.js';
import { connection, cutPage } from '../paging/connection.js';
import { LARGEST_PAGE, oneRowMore, pageRequest } from '../paging/page-request.js';
import { itemPositions, userPositions } from '../paging/positions.js';
import type { RequestContext } from '../request-context.js';
import { itemSource, type ItemSource, userSource, type UserSource } from '../sources.js';
import { modelOf } from './model.js';
import { isKnownUser, readItem, readNode, userNotFound } from './read-nodes.js';

export const queryResolvers: QueryResolvers = {
  node: (_root, { id }, context) => readNode(decodeGlobalId(id), context),

  nodes(_root, { ids }, context) {
    if (ids.length > LARGEST_PAGE) {
      throw new EdgewiseError('TOO_MANY_INPUTS', `\`ids\` holds ${ids.length} entries; the limit is ${LARGEST_PAGE}.`);
    }
    // Each entry fails by itself: a bad id must not blank the others. An error as an entry and not a rejected promise:
    // compiled lists lose their last places to those.
    const entries = ids.map((id) => readId(id, context).catch((error: unknown) => error));
    return Promise.all(entries) as Promise<(UserSource | ItemSource)[]>;
  },

  async user(_root, { key }, context) {
    if (!(await isKnownUser(key, context))) throw userNotFound(key);
    return userSource(key);
  },

  async item(_root, { key }, context) {
    const item = await readItem(key, context);
    if (item === undefined) {
      throw new EdgewiseError('ITEM_NOT_FOUND', `There is no item with the key ${JSON.stringify(key)}.`);
    }
    return itemSource(item);
  },

  async users(_root, paging, { backend, loaders }) {
    const page = pageRequest(paging, userPositions);
    const { rows, hasNextPage } = cutPage(await backend.store.listUsers(oneRowMore(page)), page.first);
    for (const user of rows) loaders.users.prime(user.key, user);
    const edges = rows.map((user) => ({
      node: userSource(user.key),
      get cursor() {
        return userPositions.encode(user.key);
      },
    }));
    return connection(edges, { hasNextPage, after: page.after });
  },

  async items(_root, { search, ...paging }, { backend }) {
    const page = pageRequest(paging, itemPositions);
    const query = { ...oneRowMore(page), ...(search && { search }) };
    const { rows, hasNextPage } = cutPage(await backend.store.listItems(query), page.first);
    const edges = rows.map((item) => ({
      node: itemSource(item),
      get cursor() {
        return itemPositions.encode(item.key);
      },
    }));
    return connection(edges, { hasNextPage, after: page.after });
  },

  model: (_root, _none, { served }) => (served === undefined ? null : modelOf(served.snapshot.manifest)),
};

async function readId(id: string, context: RequestContext): Promise<UserSource | ItemSource | null> {
  return readNode(decodeGlobalId(id), context);
}
