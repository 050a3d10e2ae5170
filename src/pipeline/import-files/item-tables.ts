import { EdgewiseError } from '../../core/errors.js';
import type { AttributeValue, ItemRecord } from '../../store/interaction-store.js';
import { quoted } from './csv-file.js';

/** Items whose attributes agree in their types, so that one header does for all. */
export interface ItemTable {
  /** `NAME:TYPE`, in the order of the names. */
  readonly header: readonly string[];
  readonly items: readonly ItemRecord[];
  /** One an item: key, title and attributes, an absent one empty. */
  fields(item: ItemRecord): string[];
}

export interface ItemTables {
  /** At least one; more where an attribute is text in some items and a number in others. */
  readonly tables: readonly ItemTable[];
  /** Stands between the texts of a list and in none of them; as neo4j-admin names it. */
  readonly arrayDelimiter: string;
  /** Values that no field can spell: the empty list, and the list of one empty text. */
  readonly leftOut: number;
}

type Kind = 'text' | 'number' | 'boolean' | 'list';

/** Separators of ASCII, which texts hardly ever hold. */
const ARRAY_DELIMITERS = ['\u001F', '\u001E', '\u001D', '\u001C', '\u0002', '\u0003'];

/**
 * How items become files. Errors: INTERACTION_INVALID for an attribute whose name no header can spell, or lists that
 * hold every delimiter.
 */
export function itemTables(items: readonly ItemRecord[]): ItemTables {
  const delimiter = freeDelimiter(items);
  const kinds = new Map<string, Set<Kind>>();
  const fractional = new Set<string>();
  let leftOut = 0;
  for (const { attributes = {} } of items) {
    for (const [name, value] of Object.entries(attributes)) {
      if (!hasField(value)) leftOut++;
      kinds.set(name, (kinds.get(name) ?? checkedName(name, new Set())).add(kindOf(value)));
      if (typeof value === 'number' && !isWhole(value)) fractional.add(name);
    }
  }
  const mixed = [...kinds].filter(([, found]) => found.size > 1).map(([name]) => name);
  const groups = new Map<string, ItemRecord[]>();
  for (const item of items) {
    const signature = JSON.stringify(mixed.map((name) => kindIn(item, name)));
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [item]);
    else group.push(item);
  }
  if (groups.size === 0) groups.set('', []);
  return {
    tables: Array.from(groups.values(), (group) => tableOf(group, fractional, delimiter)),
    arrayDelimiter: `U+${delimiter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    leftOut,
  };
}

function tableOf(items: readonly ItemRecord[], fractional: ReadonlySet<string>, delimiter: string): ItemTable {
  const types = new Map<string, string>();
  for (const { attributes = {} } of items) {
    for (const [name, value] of Object.entries(attributes)) {
      if (!types.has(name)) types.set(name, typeOf(value, fractional.has(name)));
    }
  }
  const names = [...types.keys()].sort();
  return {
    header: ['key:ID(Item)', 'title:string', ...names.map((name) => `${name}:${types.get(name)!}`)],
    items,
    fields: ({ key, title, attributes = {} }) => [
      quoted(key),
      title === undefined ? '' : quoted(title),
      ...names.map((name) => field(attributes[name], delimiter)),
    ],
  };
}

function freeDelimiter(items: readonly ItemRecord[]): string {
  const free = new Set(ARRAY_DELIMITERS);
  for (const { attributes = {} } of items) {
    for (const value of Object.values(attributes)) {
      if (typeof value !== 'object') continue;
      for (const delimiter of free) if (value.some((text) => text.includes(delimiter))) free.delete(delimiter);
    }
  }
  const [delimiter] = free;
  if (delimiter !== undefined) return delimiter;
  throw new EdgewiseError(
    'INTERACTION_INVALID',
    'The lists of the items hold every character that could divide them.',
    {
      cure: 'Load the items with `edgewise import`.',
    },
  );
}

function checkedName<Rest>(name: string, rest: Rest): Rest {
  if (!/[{}\0\r\n]/.test(name)) return rest;
  throw new EdgewiseError(
    'INTERACTION_INVALID',
    `No header of neo4j-admin can spell the attribute ${JSON.stringify(name)}.`,
    { place: { field: name }, cure: 'Give it a name without braces and line breaks, or use `edgewise import`.' },
  );
}

function kindIn({ attributes = {} }: ItemRecord, name: string): Kind | null {
  const value = attributes[name];
  return value === undefined ? null : kindOf(value);
}

function kindOf(value: AttributeValue): Kind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'list';
}

/** Whole numbers are integers, as the store writes them, unless the attribute has fractions too. */
function typeOf(value: AttributeValue, isFractional: boolean): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return isFractional ? 'double' : 'long';
  return typeof value === 'boolean' ? 'boolean' : 'string[]';
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function hasField(value: AttributeValue): boolean {
  return typeof value !== 'object' || value.join('') !== '' || value.length > 1;
}

function field(value: AttributeValue | undefined, delimiter: string): string {
  if (value === undefined || !hasField(value)) return '';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'object') return quoted(value.join(delimiter));
  return Object.is(value, -0) ? '-0.0' : String(value);
}
