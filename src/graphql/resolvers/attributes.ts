import { compareKeys } from '../../core/key-order.js';
import type { AttributeValue } from '../../store/interaction-store.js';

/** What describes a user or an item, by name. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Null where there is none of this name, also of one that every object has, such as `constructor`. */
export function attributeNamed(name: string, attributes: Attributes = {}): AttributeValue | null {
  return Object.hasOwn(attributes, name) ? attributes[name]! : null;
}

/** Ascending by name. */
export function attributeList(
  attributes: Attributes = {},
): { readonly name: string; readonly value: AttributeValue }[] {
  return Object.entries(attributes)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => compareKeys(a.name, b.name));
}
