import { INTERACTION_FIELDS, ITEM_FIELDS, parseFieldMap, USER_FIELDS, type FieldMap } from './fields/field-map.js';
import { interactionRows } from './delimited/interaction-rows.js';
import { itemRows, userRows } from './delimited/described-rows.js';
import { readTable, type RowMaker, type TableOptions } from './delimited/read-table.js';
import type { RowFile } from './row.js';

/** Delimited text with a column per field; see docs/formats.md for the maps. */
export interface CsvSource extends Pick<TableOptions, 'delimiter' | 'quoted'> {
  readonly format: 'csv';
  readonly path: string;
  /** Whether the first record names the columns; when absent, it does unless the map names them by position only. */
  readonly header?: boolean;
  /** `user=COLUMN,item=COLUMN,behavior=…,at=…,weight=…,title=…,attr.NAME=…`; fields that it does not name are found by their usual names. */
  readonly map?: string;
  /** A second file with one row an item. */
  readonly items?: { readonly path: string; readonly map?: string };
  /** A third one with one row a user. */
  readonly users?: { readonly path: string; readonly map?: string };
}

/** What describes items and users first, so that they have it when interactions name them. Errors: MAP_INVALID. */
export function csvFiles(source: CsvSource, now: number): RowFile[] {
  const map = parseFieldMap(source.map ?? '', INTERACTION_FIELDS);
  const { items, users, path } = source;
  const itemMap = items?.map === undefined ? undefined : parseFieldMap(items.map, ITEM_FIELDS, true);
  const userMap = users?.map === undefined ? undefined : parseFieldMap(users.map, USER_FIELDS, true, 'user');
  const interactions = {
    path,
    blocks: readTable(path, { ...source, header: source.header ?? !isByPosition(map) }, (header) =>
      interactionRows(map, header, path, now),
    ),
  };
  return [
    ...(items === undefined ? [] : [described(items.path, (header) => itemRows(itemMap, header, items.path))]),
    ...(users === undefined ? [] : [described(users.path, (header) => userRows(userMap, header, users.path))]),
    interactions,
  ];
}

function described(path: string, rowsOf: (header: readonly string[] | undefined) => RowMaker): RowFile {
  return { path, blocks: readTable(path, {}, rowsOf) };
}

/** Nobody counts columns that have names. */
function isByPosition({ fields, attributes }: FieldMap): boolean {
  const sources = [...fields.values(), ...attributes.map(({ source }) => source)];
  return sources.some(({ kind }) => kind === 'position') && !sources.some(({ kind }) => kind === 'column');
}
