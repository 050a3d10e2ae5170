import { EdgewiseError } from '../../../core/errors.js';

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

/** An item has these beside its attributes. */
const RESERVED: ReadonlySet<string> = new Set(ITEM_FIELDS);
const ATTRIBUTE = /^(?:attr\.)?([^:]{1,64}?)(?::(text|number|boolean|list))?$/;

/**
 * Reads `FIELD=SOURCE,…`. A source is a column's name, `#N` for the Nth column, `:TEXT` for the same text in every row,
 * or nothing for a field that is not to be read; `\,` stands for a comma in a name. Beside `known` fields there are
 * attributes of the item, `attr.NAME[:number|:boolean|:list]`; with `bareAttributes` the `attr.` may be left out.
 * Errors: MAP_INVALID.
 */
export function parseFieldMap(text: string, known: readonly string[], bareAttributes = false): FieldMap {
  const fields = new Map<string, FieldSource>();
  const attributes: AttributeSource[] = [];
  for (const entry of text.split(/(?<!\\),/).filter((part) => part.trim() !== '')) {
    const equals = entry.indexOf('=');
    const field = entry.slice(0, equals).trim();
    const source = fieldSource(entry.slice(equals + 1).replaceAll('\\,', ','));
    const attribute = field.startsWith('attr.') || bareAttributes ? ATTRIBUTE.exec(field) : null;
    if (equals < 1) throw mapError(`"${entry.trim()}" is not FIELD=COLUMN`);
    if (fields.has(field) || attributes.some((other) => other.name === attribute?.[1]))
      throw mapError(`"${field}" is mapped twice`);
    if (known.includes(field)) fields.set(field, source);
    else if (attribute !== null && !RESERVED.has(attribute[1]!))
      attributes.push({ name: attribute[1]!, type: (attribute[2] ?? 'text') as AttributeType, source });
    else throw mapError(`"${field}" is not a field; fields are ${known.join(', ')} and attr.NAME`);
  }
  return { fields, attributes };
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
