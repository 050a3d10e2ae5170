import type { UserProfile } from '../interaction-store.js';
import type { NodeProperties } from '../statement-table.js';
import { attributesAmong } from './node-properties.js';

/** Properties of a user's node that are no attributes. */
export const NO_USER_ATTRIBUTES: ReadonlySet<string> = new Set([
  'key',
  'revision',
  'changedAt',
  'embedding',
  'embeddingVersion',
]);

/** The properties of a user's node that an import decides: key and each attribute under its own name. */
export function userProperties({ key, attributes = {} }: UserProfile): NodeProperties {
  return { ...attributes, key };
}

/** A user as the node describes her; `attributes` are left out when she has none. */
export function userProfile(key: string, properties: Readonly<Record<string, unknown>>): UserProfile {
  const attributes = attributesAmong(properties, NO_USER_ATTRIBUTES);
  return { key, ...(attributes !== undefined && { attributes }) };
}
