import { join } from 'node:path';
import { throwIfInterrupted, type RunContext } from '../../core/run-context.js';
import type { ItemRecord, UserProfile } from '../../store/interaction-store.js';
import { CsvFile, quoted } from './csv-file.js';
import type { GatheredGraph } from './gathered-graph.js';
import {
  delimiterName,
  freeDelimiter,
  nodeTables,
  type DescribedNode,
  type NodeTable,
  type OwnColumns,
} from './node-tables.js';

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
 * Errors: DISK_FULL, INTERRUPTED, those of nodeTables and freeDelimiter.
 */
export async function writeTables(directory: string, graph: GatheredGraph, run: RunContext): Promise<WrittenTables> {
  const [items, users] = [graph.itemRecords(), graph.userProfiles()];
  const delimiter = freeDelimiter([...items, ...users]);
  const ofUsers = nodeTables(users, userColumns(run.clock.now()), delimiter);
  const ofItems = nodeTables(items, ITEM_COLUMNS, delimiter);
  const nodes = <Node extends DescribedNode>(
    name: 'User' | 'Item',
    stem: string,
    tables: readonly NodeTable<Node>[],
  ): Table[] =>
    tables.map((table, index) => ({
      name,
      stem: index === 0 ? stem : `${stem}-${index + 1}`,
      header: table.header,
      rows: mapped(table.nodes, (node) => table.fields(node)),
    }));
  const tables: Table[] = [
    ...nodes('User', 'users', ofUsers.tables),
    ...nodes('Item', 'items', ofItems.tables),
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
  return {
    tables: written,
    arrayDelimiter: delimiterName(delimiter),
    spansLines,
    users: counts.User,
    items: counts.Item,
    interactions: counts.INTERACTED,
    leftOut: ofUsers.leftOut + ofItems.leftOut,
  };
}

/** As the store would have stamped them. */
function userColumns(changedAt: number): OwnColumns<UserProfile> {
  return {
    header: ['key:ID(User)', 'revision:long', 'changedAt:long'],
    fields: ({ key }) => [quoted(key), '1', String(changedAt)],
  };
}

const ITEM_COLUMNS: OwnColumns<ItemRecord> = {
  header: ['key:ID(Item)', 'title:string'],
  fields: ({ key, title }) => [quoted(key), title === undefined ? '' : quoted(title)],
};

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
