import { join } from 'node:path';
import { throwIfInterrupted, type RunContext } from '../../core/run-context.js';
import { CsvFile, quoted } from './csv-file.js';
import type { GatheredGraph } from './gathered-graph.js';
import { itemTables } from './item-tables.js';

/** A label or type, with its header file and its data file. */
export interface TableFiles {
  readonly name: 'User' | 'Item' | 'INTERACTED';
  readonly files: readonly [string, string];
}

export interface WrittenTables {
  readonly tables: readonly TableFiles[];
  readonly arrayDelimiter: string;
  /** Whether a value holds a line break. */
  readonly spansLines: boolean;
  readonly users: number;
  readonly items: number;
  /** Distinct ones. */
  readonly interactions: number;
  /** Attributes that no field can spell. */
  readonly leftOut: number;
}

interface Table {
  readonly name: TableFiles['name'];
  /** Of its files. */
  readonly stem: string;
  readonly header: readonly string[];
  readonly rows: Iterable<readonly string[]>;
}

/**
 * Writes headers and data into an empty directory; the graph holds no interaction afterwards.
 * Errors: DISK_FULL, INTERRUPTED, those of itemTables.
 */
export async function writeTables(directory: string, graph: GatheredGraph, run: RunContext): Promise<WrittenTables> {
  const { tables: items, arrayDelimiter, leftOut } = itemTables(graph.itemRecords());
  const changedAt = String(run.clock.now());
  const tables: Table[] = [
    {
      name: 'User',
      stem: 'users',
      header: ['key:ID(User)', 'revision:long', 'changedAt:long'],
      rows: mapped(graph.userKeys, (key) => [quoted(key), '1', changedAt]),
    },
    ...items.map((table, index): Table => ({
      name: 'Item',
      stem: index === 0 ? 'items' : `items-${index + 1}`,
      header: table.header,
      rows: mapped(table.items, (item) => table.fields(item)),
    })),
    {
      name: 'INTERACTED',
      stem: 'interactions',
      header: [':START_ID(User)', ':END_ID(Item)', 'behavior:string', 'at:long', 'weight:double'],
      rows: mapped(graph.takeInteractions(), ({ userKey, itemKey, behavior, at, weight }) => [
        quoted(userKey),
        quoted(itemKey),
        quoted(behavior),
        String(at),
        String(weight),
      ]),
    },
  ];
  const counts = { User: 0, Item: 0, INTERACTED: 0 };
  let spansLines = false;
  const written: TableFiles[] = [];
  for (const { name, stem, header, rows } of tables) {
    const files = [`${stem}-header.csv`, `${stem}.csv`] as const;
    await writeRows(join(directory, files[0]), [header.map(headerField)], run);
    const data = await writeRows(join(directory, files[1]), rows, run);
    counts[name] += data.rows;
    spansLines ||= data.spansLines;
    written.push({ name, files });
  }
  const { User: users, Item: itemCount, INTERACTED: interactions } = counts;
  return { tables: written, arrayDelimiter, spansLines, users, items: itemCount, interactions, leftOut };
}

async function writeRows(path: string, rows: Iterable<readonly string[]>, run: RunContext) {
  const file = await CsvFile.create(path);
  let count = 0;
  try {
    for (const row of rows) {
      file.add(row);
      count++;
      if (!file.isFull) continue;
      throwIfInterrupted(run.signal, 'The writing of import files was interrupted; nothing of them is left.');
      await file.flush();
      run.progress({ stage: 'write', done: count, unit: 'rows' });
    }
    await file.finish();
  } finally {
    await file.close();
  }
  return { rows: count, spansLines: file.spansLines };
}

/** People read headers: quotes only where a name needs them. */
function headerField(field: string): string {
  return /[",\s]/.test(field) ? quoted(field) : field;
}

function* mapped<From, To>(values: Iterable<From>, map: (value: From) => To): Generator<To> {
  for (const value of values) yield map(value);
}
