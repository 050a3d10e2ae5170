import { INTERACTION_FIELDS, parseFieldMap } from './fields/field-map.js';
import type { Line } from './input/line-splitter.js';
import { readLines } from './input/read-lines.js';
import { objectRows, type ObjectRows } from './ndjson/object-rows.js';
import { parseObject } from './ndjson/parse-object.js';
import { rejected, RowError, type Row, type RowBlock, type RowFile } from './row.js';

/**
 * A JSON object a line: an interaction `{userKey, itemKey, behavior, at, weight}`, an item `{key, title, attributes}` or a
 * user `{userKey, attributes}`.
 */
export interface NdjsonSource {
  readonly format: 'ndjson';
  readonly path: string;
  /** `user=NAME,item=NAME,behavior=…,at=…,weight=…` where the objects call them otherwise. */
  readonly map?: string;
}

/** Errors: MAP_INVALID. */
export function ndjsonFiles({ path, map }: NdjsonSource, now: number): RowFile[] {
  const rowsOf = objectRows(parseFieldMap(map ?? '', INTERACTION_FIELDS), now);
  return [{ path, blocks: readObjects(path, rowsOf) }];
}

async function* readObjects(file: string, rowsOf: ObjectRows): AsyncGenerator<RowBlock> {
  for await (const { lines, read } of readLines(file)) {
    const filled = lines.filter((line) => line.text.trim() !== '');
    yield { rows: filled.flatMap((line) => rowsOfLine(line, rowsOf, file)), lines: filled.length, read };
  }
}

function rowsOfLine({ number, text, error }: Line, rowsOf: ObjectRows, file: string): readonly Row[] {
  try {
    if (error !== undefined) throw error;
    return rowsOf(parseObject(text));
  } catch (fault) {
    if (!(fault instanceof RowError)) throw fault;
    return [rejected(file, number, text, fault)];
  }
}
