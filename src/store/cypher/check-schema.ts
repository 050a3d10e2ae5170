import type { SchemaRow } from '../statement-table.js';
import type { StoreFinding } from '../store-finding.js';
import type { CypherRunner } from './cypher-engine.js';

/** What is looked up by its key and must be there once. */
const LABELS = ['User', 'Item'] as const;

/** What engines call a constraint that lets a value stand once. */
const UNIQUE = new Set(['UNIQUE', 'UNIQUENESS', 'NODE_PROPERTY_UNIQUENESS', 'NODE_KEY']);
/** Kinds of index that find a node by an equal value. */
const BY_VALUE = new Set(['Hash', 'BTree', 'RANGE']);

/**
 * Constraints and indexes that miss, told by what they are on and not by their names, which others may have given; and
 * indexes on users and items that do not answer.
 */
export async function schemaFindings(runner: CypherRunner): Promise<StoreFinding[]> {
  const constraints = await runner.run('check/constraints', {});
  const indexes = await runner.run('check/indexes', {});
  const lacks = (rows: readonly SchemaRow[], types: ReadonlySet<string>): string[] =>
    LABELS.filter((label) => !rows.some((row) => types.has(row[1]) && isOn(row, label))).map((label) => `${label}.key`);
  const silent = indexes.filter(([, , labels, , state = 'ONLINE']) => state !== 'ONLINE' && isOurs(labels));
  return [
    { rule: 'constraint-missing' as const, examples: lacks(constraints, UNIQUE) },
    {
      rule: 'index-missing' as const,
      examples: [...lacks(indexes, BY_VALUE), ...silent.map(([name, , , , state]) => `${name} is ${state!}`)],
    },
  ]
    .filter(({ examples }) => examples.length > 0)
    .map(({ rule, examples }) => ({ rule, total: examples.length, examples }));
}

/** On the key of the label alone. */
function isOn([, , label, properties]: SchemaRow, wanted: string): boolean {
  return String(label) === wanted && String(properties) === 'key';
}

/** A lookup index by label has none. */
function isOurs(labels: SchemaRow[2]): boolean {
  return LABELS.some((label) => [labels].flat().includes(label));
}
