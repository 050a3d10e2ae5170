import { EdgewiseError } from '../../../core/errors.js';
import type { DescribedKind } from '../../../store/field-problems.js';
import { isAttributeName } from './attribute-name.js';

/** Where the text of a field comes from; `none`: it is deliberately not read. */
export type FieldSource =
  | { readonly kind: 'column'; readonly name: string }
  /** 1-based, for files without a header. */
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'none' };

export type AttributeType = 'text' | 'number' | 'boolean' | 'list';

export interface AttributeSource {
  readonly name: string;
  readonly type: AttributeType;
  readonly source: FieldSource;
}

/** A --map as written. */
export interface FieldMap {
  /** user, item, behavior … (for items: key, title) → source. */
  readonly fields: ReadonlyMap<string, FieldSource>;
  readonly attributes: readonly AttributeSource[];
}

export const INTERACTION_FIELDS = ['user', 'item', 'behavior', 'at', 'weight', 'title'] as const;
export const ITEM_FIELDS = ['key', 'title'] as const;
export const USER_FIELDS = ['user'] as const;

const ATTRIBUTE = /^(?:attr\.)?([^:]+?)(?::(text|number|boolean|list))?$/;

/**
 * Reads `FIELD=SOURCE,…`. A source is a column's name, `#N` for the Nth column, `:TEXT` for the same text in every row,
 * or nothing for a field that is not to be read; `\,` stands for a comma in a name. Beside `known` fields there are
 * attributes, `attr.NAME[:number|:boolean|:list]`, of an item or, as `kind` says, a user; with `bareAttributes` the `attr.`
 * may be left out.
 * Errors: MAP_INVALID.
 */
export function parseFieldMap(
  text: string,
  known: readonly string[],
  bareAttributes = false,
  kind: DescribedKind = 'item',
): FieldMap {
  const fields = new Map<string, FieldSource>();
  const attributes: AttributeSource[] = [];
  for (const entry of text.split(/(?<!\\),/).filter((part) => part.trim() !== '')) {
    const { field, source } = parseEntry(entry);
    const attribute = known.includes(field) ? undefined : parseAttributeField(field, bareAttributes, kind);
    if (fields.has(field) || attributes.some((other) => other.name === attribute?.name)) {
      throw mapError(`"${field}" is mapped twice`);
    }
    if (attribute !== undefined) attributes.push({ ...attribute, source });
    else if (known.includes(field)) fields.set(field, source);
    else throw mapError(`"${field}" is not a field; fields are ${known.join(', ')} and attr.NAME`);
  }
  return { fields, attributes };
}

function parseEntry(entry: string): { readonly field: string; readonly source: FieldSource } {
  const equals = entry.indexOf('=');
  if (equals < 1) throw mapError(`"${entry.trim()}" is not FIELD=COLUMN`);
  const source = fieldSource(entry.slice(equals + 1).replaceAll('\\,', ','));
  return { field: entry.slice(0, equals).trim(), source };
}

/** `attr.NAME[:TYPE]`; undefined where the field is none. */
function parseAttributeField(
  field: string,
  bareAttributes: boolean,
  kind: DescribedKind,
): Omit<AttributeSource, 'source'> | undefined {
  const match = field.startsWith('attr.') || bareAttributes ? ATTRIBUTE.exec(field) : null;
  const [, name = '', type = 'text'] = match ?? [];
  return isAttributeName(name, kind) ? { name, type: type as AttributeType } : undefined;
}

function fieldSource(text: string): FieldSource {
  const name = text.trim();
  if (name === '') return { kind: 'none' };
  if (name.startsWith(':')) return { kind: 'constant', text: name.slice(1) };
  const position = /^#(\d+)$/.exec(name);
  return position === null ? { kind: 'column', name } : { kind: 'position', position: Number(position[1]) };
}

function mapError(reason: string): EdgewiseError {
  return new EdgewiseError('MAP_INVALID', `The map is wrong: ${reason}.`, { place: { setting: '--map' } });
}
