import { EdgewiseError } from '../../core/errors.js';
import type { AttributeValue } from '../../store/interaction-store.js';
import { quoted } from './csv-file.js';

/** Users or items, as they are described. */
export interface DescribedNode {
  readonly key: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** What nodes of a label have beside their attributes: `NAME:TYPE` of each, and its fields, an absent one empty. */
export interface OwnColumns<Node extends DescribedNode> {
  readonly header: readonly string[];
  fields(node: Node): readonly string[];
}

/** Nodes whose attributes agree in their types, so that one header does for all. */
export interface NodeTable<Node extends DescribedNode> {
  /** The own columns, then `NAME:TYPE` of the attributes in the order of their names. */
  readonly header: readonly string[];
  readonly nodes: readonly Node[];
  /** Of one node; an absent one empty. */
  fields(node: Node): string[];
}

export interface NodeTables<Node extends DescribedNode> {
  /** At least one; more where an attribute is text in some nodes and a number in others. */
  readonly tables: readonly NodeTable<Node>[];
  /** Values that no field can spell: the empty list, and the list of one empty text. */
  readonly leftOut: number;
}

type Kind = 'text' | 'number' | 'boolean' | 'list';

/** Separators of ASCII, which texts hardly ever hold. */
const ARRAY_DELIMITERS = ['\u001F', '\u001E', '\u001D', '\u001C', '\u0002', '\u0003'];

/**
 * How the nodes of a label become files, `delimiter` between the texts of a list. Errors: INTERACTION_INVALID for an
 * attribute whose name no header can spell.
 */
export function nodeTables<Node extends DescribedNode>(
  nodes: readonly Node[],
  own: OwnColumns<Node>,
  delimiter: string,
): NodeTables<Node> {
  const kinds = new Map<string, Set<Kind>>();
  const fractional = new Set<string>();
  let leftOut = 0;
  for (const { attributes = {} } of nodes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (!hasField(value)) leftOut++;
      kinds.set(name, (kinds.get(name) ?? checkedName(name, new Set())).add(kindOf(value)));
      if (typeof value === 'number' && !isWhole(value)) fractional.add(name);
    }
  }
  const mixed = [...kinds].filter(([, found]) => found.size > 1).map(([name]) => name);
  const groups = new Map<string, Node[]>();
  for (const node of nodes) {
    const signature = JSON.stringify(mixed.map((name) => kindIn(node, name)));
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [node]);
    else group.push(node);
  }
  if (groups.size === 0) groups.set('', []);
  const tables = Array.from(groups.values(), (group) => tableOf(group, own, fractional, delimiter));
  return { tables, leftOut };
}

/** As neo4j-admin names it. */
export function delimiterName(delimiter: string): string {
  return `U+${delimiter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A character that no text in any list of theirs holds. Errors: INTERACTION_INVALID where lists hold every delimiter. */
export function freeDelimiter(nodes: Iterable<DescribedNode>): string {
  const free = new Set(ARRAY_DELIMITERS);
  for (const { attributes = {} } of nodes) {
    for (const value of Object.values(attributes)) {
      if (typeof value !== 'object') continue;
      for (const delimiter of free) if (value.some((text) => text.includes(delimiter))) free.delete(delimiter);
    }
  }
  const [delimiter] = free;
  if (delimiter !== undefined) return delimiter;
  throw new EdgewiseError(
    'INTERACTION_INVALID',
    'The lists of the attributes hold every character that could divide them.',
    {
      cure: 'Load them with `edgewise import`.',
    },
  );
}

function tableOf<Node extends DescribedNode>(
  nodes: readonly Node[],
  own: OwnColumns<Node>,
  fractional: ReadonlySet<string>,
  delimiter: string,
): NodeTable<Node> {
  const types = new Map<string, string>();
  for (const { attributes = {} } of nodes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (!types.has(name)) types.set(name, typeOf(value, fractional.has(name)));
    }
  }
  const names = [...types.keys()].sort();
  return {
    header: [...own.header, ...names.map((name) => `${name}:${types.get(name)!}`)],
    nodes,
    fields: (node) => [...own.fields(node), ...names.map((name) => field(node.attributes?.[name], delimiter))],
  };
}

function checkedName<Rest>(name: string, rest: Rest): Rest {
  if (!/[{}\0\r\n]/.test(name)) return rest;
  throw new EdgewiseError(
    'INTERACTION_INVALID',
    `No header of neo4j-admin can spell the attribute ${JSON.stringify(name)}.`,
    { place: { field: name }, cure: 'Give it a name without braces and line breaks, or use `edgewise import`.' },
  );
}

function kindIn({ attributes = {} }: DescribedNode, name: string): Kind | null {
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
