import type { AttributeValue } from '../interaction-store.js';
import type { NodeProperties } from '../statement-table.js';

/** The attributes among the properties of a node; undefined where it has none. `others` are names that are no attributes. */
export function attributesAmong(
  properties: Readonly<Record<string, unknown>>,
  others: ReadonlySet<string>,
): Record<string, AttributeValue> | undefined {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (!others.has(name)) attributes[name] = attributeValue(value);
  }
  return Object.keys(attributes).length > 0 ? attributes : undefined;
}

/** Whoever writes the graph with Cypher may use more types than an attribute has; those become text. */
function attributeValue(value: unknown): AttributeValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'bigint' ? Number(value) : String(value);
}

/** One entry per key: the last that says something of the node. */
export function distinctProperties(all: Iterable<NodeProperties>): Map<string, NodeProperties> {
  const distinct = new Map<string, NodeProperties>();
  for (const properties of all) {
    const key = properties['key'] as string;
    if (!isBare(properties) || !distinct.has(key)) distinct.set(key, properties);
  }
  return distinct;
}

/** Whether a node that is described like this has to be written. */
export function differs(wanted: NodeProperties, known: NodeProperties): boolean {
  return !isBare(wanted) && !sameProperties(known, wanted);
}

/** Nothing but the key: the node is only to exist. */
function isBare(properties: NodeProperties): boolean {
  return Object.keys(properties).length === 1;
}

function sameProperties(a: NodeProperties, b: NodeProperties): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => sameValue(a[name], b[name]));
}

function sameValue(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((text, place) => text === b[place]);
}
