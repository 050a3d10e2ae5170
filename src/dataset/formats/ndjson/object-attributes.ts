import type { AttributeValue } from '../../../store/interaction-store.js';
import { RowError } from '../row.js';

const LONGEST_NAME = 64;

/** The attributes of an item's `attributes` object; null leaves one out. Throws RowError ROW_COLUMNS. */
export function objectAttributes(value: unknown): Record<string, AttributeValue> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new RowError('ROW_COLUMNS', 'attributes is not an object');
  const present = Object.entries(value).filter(([, attribute]) => attribute !== null);
  return Object.fromEntries(present.map(([name, attribute]) => [checkName(name), attributeValue(attribute, name)]));
}

/** Text, a finite number, true or false, or a list of texts. Throws RowError ROW_COLUMNS. */
export function attributeValue(value: unknown, name: string): AttributeValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value) && value.every((part): part is string => typeof part === 'string'))
    return [...new Set(value)];
  throw new RowError('ROW_COLUMNS', `the attribute ${name} is not text, a number, true, false or a list of texts`);
}

function checkName(name: string): string {
  if (name !== '' && name.length <= LONGEST_NAME && name !== 'key' && name !== 'title') return name;
  throw new RowError('ROW_COLUMNS', `"${name.slice(0, LONGEST_NAME)}" cannot be the name of an attribute`);
}
