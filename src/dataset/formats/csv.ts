import { INTERACTION_FIELDS, ITEM_FIELDS, parseFieldMap, type FieldMap } from './fields/field-map.js';
import { interactionRows } from './delimited/interaction-rows.js';
import { itemRows } from './delimited/item-rows.js';
import { readTable, type TableOptions } from './delimited/read-table.js';
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
}

/** The item file first, so that items have their titles when interactions name them. Errors: MAP_INVALID. */
export function csvFiles(source: CsvSource, now: number): RowFile[] {
  const map = parseFieldMap(source.map ?? '', INTERACTION_FIELDS);
  const { items, path } = source;
  const itemMap = items?.map === undefined ? undefined : parseFieldMap(items.map, ITEM_FIELDS, true);
  const interactions = {
    path,
    blocks: readTable(path, { ...source, header: source.header ?? !isByPosition(map) }, (header) =>
      interactionRows(map, header, path, now),
    ),
  };
  if (items === undefined) return [interactions];
  return [
    { path: items.path, blocks: readTable(items.path, {}, (header) => itemRows(itemMap, header, items.path)) },
    interactions,
  ];
}

/** Nobody counts columns that have names. */
function isByPosition({ fields, attributes }: FieldMap): boolean {
  const sources = [...fields.values(), ...attributes.map(({ source }) => source)];
  return sources.some(({ kind }) => kind === 'position') && !sources.some(({ kind }) => kind === 'column');
}
