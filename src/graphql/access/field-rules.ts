import { EdgewiseError } from '../../core/errors.js';
import { decodeGlobalId } from '../global-id.js';
import type { Permission } from './client.js';

/** What a field asks of whoever asks for it. */
export interface FieldRule {
  readonly needs: Permission;
  /**
   * Keys of the users that the arguments name, `everyone` where the field shows any user, or none. A client who is bound
   * to one user may name no other.
   */
  readonly users: 'none' | 'everyone' | ((given: Readonly<Record<string, unknown>>) => readonly (string | undefined)[]);
}

const open: FieldRule = { needs: 'read', users: 'none' };
const everyone: FieldRule = { needs: 'read', users: 'everyone' };
const userNamed = (argument: string): FieldRule => ({ needs: 'read', users: (given) => [text(given[argument])] });

/**
 * The one table of who may call what. A field of a root type must stand here, and so must every field that leads to users
 * (access/assert-rules.ts holds the schema to that); any other needs what led to it.
 */
export const FIELD_RULES: ReadonlyMap<string, FieldRule> = new Map<string, FieldRule>([
  ['Query.node', { needs: 'read', users: ({ id }) => [userOfId(id)].filter(isUser) }],
  ['Query.nodes', { needs: 'read', users: ({ ids }) => list(ids).map(userOfId).filter(isUser) }],
  ['Query.user', userNamed('key')],
  ['Query.users', everyone],
  ['Query.item', open],
  ['Query.items', open],
  ['Query.model', open],
  ['Query._service', open],
  [
    'Query._entities',
    { needs: 'read', users: ({ representations }) => list(representations).flatMap(userOfReference) },
  ],
  ['Mutation.recordInteractions', { needs: 'write', users: ({ input }) => list(input).map(userOfInput) }],
  ['Mutation.eraseUser', { needs: 'admin', users: ({ key }) => [text(key)] }],
  ['Subscription.recommendationsChanged', userNamed('userKey')],
  ['Subscription.modelSwapped', open],
  // The answer of a write is no way around `read`.
  ['User.attribute', open],
  ['User.attributes', open],
  ['User.community', open],
  ['User.interactions', open],
  ['User.recommendations', open],
  ['User.influence', open],
  ['User.neighbors', everyone],
]);

/** The key within a user's global id; nothing for ids of other things and for what is no id, which the resolver refuses. */
function userOfId(id: unknown): string | undefined {
  try {
    const reference = decodeGlobalId(String(id));
    return reference.type === 'User' ? reference.key : undefined;
  } catch (error) {
    if (error instanceof EdgewiseError) return undefined;
    throw error;
  }
}

/** Both keys of a federated reference: an object may carry either, or two that differ. */
function userOfReference(reference: unknown): readonly (string | undefined)[] {
  const { __typename, id, key } = (reference ?? {}) as Record<string, unknown>;
  if (__typename !== 'User') return [];
  return [...(id === undefined ? [] : [userOfId(id)]), ...(key === undefined ? [] : [text(key)])];
}

function userOfInput(entry: unknown): string | undefined {
  return text((entry as Record<string, unknown> | null)?.['userKey']);
}

function isUser(key: string | undefined): key is string {
  return key !== undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
