import type { DescribedKind } from '../../../store/field-problems.js';
import type { AttributeValue } from '../../../store/interaction-store.js';
import { isAttributeName } from '../fields/attribute-name.js';
import { checkWellFormed } from '../fields/well-formed.js';
import { RowError } from '../row.js';

/** The attributes of a user's or item's `attributes` object; null leaves one out. Throws RowError ROW_COLUMNS. */
export function objectAttributes(value: unknown, kind: DescribedKind): Record<string, AttributeValue> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new RowError('ROW_COLUMNS', 'attributes is not an object');
  const present = Object.entries(value).filter(([, attribute]) => attribute !== null);
  return Object.fromEntries(
    present.map(([name, attribute]) => [checkName(name, kind), attributeValue(attribute, name)]),
  );
}

/** Text, a finite number, true or false, or a list of texts. Throws RowError ROW_COLUMNS, ROW_BAD_UTF8. */
export function attributeValue(value: unknown, name: string): AttributeValue {
  if (typeof value === 'string') return checkWellFormed(value, name);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value) && value.every((part): part is string => typeof part === 'string')) {
    return Array.from(new Set(value), (part) => checkWellFormed(part, name));
  }
  throw new RowError('ROW_COLUMNS', `the attribute ${name} is not text, a number, true, false or a list of texts`);
}

function checkName(name: string, kind: DescribedKind): string {
  if (isAttributeName(name, kind)) return checkWellFormed(name, 'the name of an attribute');
  throw new RowError('ROW_COLUMNS', `"${name.slice(0, 64)}" cannot be the name of an attribute`);
}
