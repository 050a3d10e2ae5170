import { EdgewiseError } from '../core/errors.js';
import { NO_ATTRIBUTES } from './cypher/item-properties.js';
import type { AttributeValue, InteractionRecord, ItemRecord } from './interaction-store.js';

/** UTF-8 bytes of a user or item key. */
const MAX_KEY_BYTES = 512;
/** UTF-16 units of a behavior. */
const MAX_BEHAVIOR_LENGTH = 64;

/** Names that no attribute can have. */
const RESERVED = new Set([...NO_ATTRIBUTES, '__proto__']);

/** Throws INTERACTION_INVALID naming the first field that no store could keep as it is. */
export function checkInteractions(interactions: readonly InteractionRecord[]): void {
  interactions.forEach((interaction, index) => {
    const refuse = (field: keyof InteractionRecord, why: string): never => {
      throw invalid(`interactions[${index}].${field}`, why);
    };
    const { userKey, itemKey, behavior, at, weight } = interaction;
    const keyProblem = (key: string, field: 'userKey' | 'itemKey'): void => {
      const problem = problemOfKey(key);
      if (problem !== undefined) refuse(field, problem);
    };
    keyProblem(userKey, 'userKey');
    keyProblem(itemKey, 'itemKey');
    if (behavior === '' || behavior.length > MAX_BEHAVIOR_LENGTH) {
      refuse('behavior', `must have 1 to ${MAX_BEHAVIOR_LENGTH} characters`);
    }
    if (hasLoneSurrogate(behavior)) refuse('behavior', 'is not valid Unicode');
    if (!Number.isSafeInteger(at)) refuse('at', 'must be an integer: milliseconds since 1970 UTC, 0 when unknown');
    if (!(weight > 0 && weight < Infinity)) refuse('weight', 'must be a finite number above zero');
  });
}

/** Throws INTERACTION_INVALID naming the first item, title or attribute that no store could keep as it is. */
export function checkItems(items: readonly ItemRecord[]): void {
  items.forEach(({ key, title, attributes = {} }, index) => {
    const problem = problemOfKey(key);
    if (problem !== undefined) throw invalid(`items[${index}].key`, problem);
    if (title !== undefined && hasLoneSurrogate(title)) throw invalid(`items[${index}].title`, 'is not valid Unicode');
    for (const [name, value] of Object.entries(attributes)) {
      const fault = problemOfAttributeName(name) ?? problemOfAttribute(value);
      if (fault !== undefined) throw invalid(`items[${index}].attributes[${JSON.stringify(name)}]`, fault);
    }
  });
}

function problemOfKey(key: string): string | undefined {
  if (key === '') return 'must not be empty';
  // A UTF-16 unit takes at most three bytes, so most keys need no count.
  if (key.length * 3 > MAX_KEY_BYTES && Buffer.byteLength(key) > MAX_KEY_BYTES) {
    return `must not be longer than ${MAX_KEY_BYTES} bytes`;
  }
  return hasLoneSurrogate(key) ? 'is not valid Unicode' : undefined;
}

function problemOfAttributeName(name: string): string | undefined {
  // No graph database takes a property whose name holds a zero character.
  if (RESERVED.has(name) || name.includes('\0')) return 'cannot be the name of an attribute';
  return problemOfKey(name);
}

function problemOfAttribute(value: AttributeValue): string | undefined {
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

function invalid(field: string, why: string): EdgewiseError {
  return new EdgewiseError('INTERACTION_INVALID', `${field} ${why}.`, { place: { field } });
}
