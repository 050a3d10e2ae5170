import type { AttributeValue, ItemRecord } from '../interaction-store.js';
import type { ItemProperties } from '../statement-table.js';

/** Properties of an item's node that are no attributes. */
export const NO_ATTRIBUTES: ReadonlySet<string> = new Set(['key', 'title', 'embedding', 'embeddingVersion']);

/** The properties of an item's node: key, title and each attribute under its own name. */
export function itemProperties({ key, title, attributes = {} }: ItemRecord): ItemProperties {
  return title === undefined ? { ...attributes, key } : { ...attributes, key, title };
}

/** An item as the node holds it; `title` and `attributes` are left out when it has none. */
export function itemRecord(key: string, properties: Readonly<Record<string, unknown>>): ItemRecord {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (!NO_ATTRIBUTES.has(name)) attributes[name] = attributeValue(value);
  }
  const { title } = properties;
  return {
    key,
    ...(typeof title === 'string' ? { title } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

/** Whoever writes the graph with Cypher may use more types than an attribute has; those become text. */
function attributeValue(value: unknown): AttributeValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'bigint' ? Number(value) : String(value);
}

export function sameProperties(a: ItemProperties, b: ItemProperties): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => sameValue(a[name], b[name]));
}

function sameValue(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((text, place) => text === b[place]);
}
