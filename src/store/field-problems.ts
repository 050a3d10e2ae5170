import { NO_ITEM_ATTRIBUTES } from './cypher/item-properties.js';
import { NO_USER_ATTRIBUTES } from './cypher/user-properties.js';
import type { AttributeValue } from './interaction-store.js';

/** UTF-8 bytes of a user or item key. */
const MAX_KEY_BYTES = 512;
/** UTF-16 units of a behavior. */
const MAX_BEHAVIOR_LENGTH = 64;

/** Whose attributes are meant. */
export type DescribedKind = 'item' | 'user';

/** Names that no attribute can have. */
const RESERVED: Readonly<Record<DescribedKind, ReadonlySet<string>>> = {
  item: new Set([...NO_ITEM_ATTRIBUTES, '__proto__']),
  user: new Set([...NO_USER_ATTRIBUTES, '__proto__']),
};

/** Why no store could keep the key as it is, fit for "userKey …"; undefined when it can. So for the others. */
export function problemOfKey(key: string): string | undefined {
  if (key === '') return 'must not be empty';
  // A UTF-16 unit takes at most three bytes, so most keys need no count.
  if (key.length * 3 > MAX_KEY_BYTES && Buffer.byteLength(key) > MAX_KEY_BYTES) {
    return `must not be longer than ${MAX_KEY_BYTES} bytes`;
  }
  return problemOfText(key);
}

export function problemOfBehavior(behavior: string): string | undefined {
  if (behavior === '' || behavior.length > MAX_BEHAVIOR_LENGTH) {
    return `must have 1 to ${MAX_BEHAVIOR_LENGTH} characters`;
  }
  return problemOfText(behavior);
}

export function problemOfText(text: string): string | undefined {
  return hasLoneSurrogate(text) ? 'is not valid Unicode' : undefined;
}

export function problemOfAttributeName(name: string, kind: DescribedKind): string | undefined {
  // No graph database takes a property whose name holds a zero character.
  if (RESERVED[kind].has(name) || name.includes('\0')) return 'cannot be the name of an attribute';
  return problemOfKey(name);
}

export function problemOfAttribute(value: AttributeValue): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'must be a finite number';
  if (typeof value === 'boolean') return undefined;
  const texts: unknown = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(texts) || texts.some((text) => typeof text !== 'string')) {
    return 'must be text, a number, true or false, or a list of texts';
  }
  return texts.some(hasLoneSurrogate) ? 'is not valid Unicode' : undefined;
}

/** Half of a surrogate pair has no UTF-8 form: it would come back as another character. */
function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
