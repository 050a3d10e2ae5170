import { EdgewiseError } from '../../../core/errors.js';
import type { FieldSource } from '../fields/field-map.js';
import { checkWellFormed } from '../fields/well-formed.js';
import { RowError } from '../row.js';
import type { JsonObject } from './parse-object.js';

/** What a field's source gives for an object; undefined where there is nothing. */
export type ObjectReader = (object: JsonObject) => unknown;

/** Errors: MAP_INVALID for a position, which objects do not have. */
export function objectReader(source: FieldSource, field: string): ObjectReader {
  switch (source.kind) {
    case 'none':
      return () => undefined;
    case 'constant':
      return () => source.text;
    case 'column':
      return (object) => object[source.name];
    case 'position':
      throw new EdgewiseError('MAP_INVALID', `${field} is mapped to #${source.position}, but objects have names.`, {
        place: { setting: '--map', field },
      });
  }
}

/** A text or number as text, '' where there is none. Throws RowError ROW_COLUMNS for anything else, ROW_BAD_UTF8 for half a surrogate pair. */
export function fieldText(value: unknown, field: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw new RowError('ROW_COLUMNS', `${field} is neither text nor a number`);
  return checkWellFormed(value, field);
}

/** As `fieldText`, but a number must be an integer: 1.5 is no id. */
export function keyText(value: unknown, field: string): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RowError('ROW_COLUMNS', `${field} is a number with a fraction or an exponent`);
  return fieldText(value, field);
}
