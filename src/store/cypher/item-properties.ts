import type { ItemRecord } from '../interaction-store.js';
import type { NodeProperties } from '../statement-table.js';
import { attributesAmong } from './node-properties.js';

/** Properties of an item's node that are no attributes. */
export const NO_ITEM_ATTRIBUTES: ReadonlySet<string> = new Set(['key', 'title', 'embedding', 'embeddingVersion']);

/** The properties of an item's node: key, title and each attribute under its own name. */
export function itemProperties({ key, title, attributes = {} }: ItemRecord): NodeProperties {
  return title === undefined ? { ...attributes, key } : { ...attributes, key, title };
}

/** An item as the node holds it; `title` and `attributes` are left out when it has none. */
export function itemRecord(key: string, properties: Readonly<Record<string, unknown>>): ItemRecord {
  const attributes = attributesAmong(properties, NO_ITEM_ATTRIBUTES);
  const { title } = properties;
  return {
    key,
    ...(typeof title === 'string' ? { title } : {}),
    ...(attributes !== undefined && { attributes }),
  };
}
