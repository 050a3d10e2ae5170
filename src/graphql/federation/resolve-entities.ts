import { EdgewiseError } from '../../core/errors.js';
import { decodeGlobalId, type NodeReference } from '../global-id.js';
import { LARGEST_PAGE } from '../paging/page-request.js';
import type { RequestContext } from '../request-context.js';
import { readNode } from '../resolvers/read-nodes.js';
import type { ItemSource, UserSource } from '../sources.js';

/**
 * Users and items that a router asks for by id or key, in order, null for what does not exist. Reads of one request go to
 * the store together. Each entry fails by itself. Errors: TOO_MANY_INPUTS; BAD_ID for an entry.
 */
export function resolveEntities(
  _root: unknown,
  { representations }: { readonly representations: readonly unknown[] },
  context: RequestContext,
): Promise<unknown[]> {
  if (representations.length > LARGEST_PAGE) {
    const message = `\`representations\` holds ${representations.length} entries; the limit is ${LARGEST_PAGE}.`;
    throw new EdgewiseError('TOO_MANY_INPUTS', message);
  }
  // Errors as entries and not rejected promises: compiled lists lose their last places to those.
  return Promise.all(
    representations.map((representation) => readEntity(representation, context).catch((error: unknown) => error)),
  );
}

async function readEntity(representation: unknown, context: RequestContext): Promise<UserSource | ItemSource | null> {
  const reference = referenceOf(representation);
  // Users of one request in one read, whether or not the snapshot knows them: what a router asks next is the store's.
  if (reference.type === 'User') context.loaders.users.load(reference.key).catch(() => undefined);
  return readNode(reference, context);
}

/** What a representation names: by `id` where it has one, else by `key`; where it has both they must agree. */
function referenceOf(representation: unknown): NodeReference {
  const { __typename: type, id, key } = (representation ?? {}) as Record<string, unknown>;
  if (type !== 'User' && type !== 'Item') throw badReference();
  const byId = typeof id === 'string' ? decodeGlobalId(id) : undefined;
  const byKey: NodeReference | undefined = typeof key === 'string' && key !== '' ? { type, key } : undefined;
  const reference = byId ?? byKey;
  if (reference?.type !== type || (byKey !== undefined && reference.key !== byKey.key)) throw badReference();
  return reference;
}

function badReference(): EdgewiseError {
  return new EdgewiseError('BAD_ID', 'A representation names a User or an Item by `id` or `key`.');
}
