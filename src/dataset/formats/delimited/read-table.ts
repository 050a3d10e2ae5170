import { EdgewiseError } from '../../../core/errors.js';
import { readLines } from '../input/read-lines.js';
import type { TextEncoding } from '../input/line-splitter.js';
import { rejected, RowError, type Row, type RowBlock } from '../row.js';
import { detectDelimiter } from './detect-delimiter.js';
import { RecordReader, type DelimitedRecord } from './record-reader.js';

export interface TableOptions {
  /** Detected from the first line when absent. */
  readonly delimiter?: string;
  /** Whether `"` quotes fields, as in RFC 4180; true when absent. */
  readonly quoted?: boolean;
  /** Whether the first record names the columns; true when absent. */
  readonly header?: boolean;
  readonly encoding?: TextEncoding;
}

/** Makes rows of a record's fields; a RowError that it throws rejects the record. */
export type RowMaker = (fields: readonly string[]) => readonly Row[];

/**
 * A file of delimited records. `bind` is told the names of the columns (undefined without a header) and answers how to
 * make rows; what it throws ends the reading.
 */
export async function* readTable(
  path: string,
  options: TableOptions,
  bind: (header: readonly string[] | undefined) => RowMaker,
): AsyncGenerator<RowBlock> {
  let reader: RecordReader | undefined;
  let make = options.header === false ? bind(undefined) : undefined;
  const block = (records: readonly DelimitedRecord[], read: number): RowBlock => {
    const [first, ...others] = records;
    if (make !== undefined || first === undefined)
      return { rows: make === undefined ? [] : rowsOf(records, make, path), lines: records.length, read };
    make = bind(headerNames(first, path));
    return { rows: rowsOf(others, make, path), lines: others.length, read };
  };
  let read = 0;
  for await (const { lines, read: readNow } of readLines(
    path,
    options.encoding === undefined ? {} : { encoding: options.encoding },
  )) {
    read = readNow;
    const first = lines.find((line) => line.text.trim() !== '');
    if (reader === undefined && first !== undefined) {
      reader = new RecordReader(options.delimiter ?? detectDelimiter(first.text), options.quoted ?? true);
    }
    if (reader !== undefined) yield block(reader.read(lines), read);
  }
  if (reader !== undefined) yield block(reader.end(), read);
}

function headerNames({ fields, line }: DelimitedRecord, file: string): readonly string[] {
  if (!(fields instanceof RowError)) return fields.map((name) => name.trim());
  throw new EdgewiseError('FORMAT_MISMATCH', `The first line of ${file} names no columns: ${fields.message}.`, {
    place: { file, line },
  });
}

function rowsOf(records: readonly DelimitedRecord[], make: RowMaker, file: string): Row[] {
  const rows: Row[] = [];
  for (const { fields, line, text } of records) {
    try {
      if (fields instanceof RowError) throw fields;
      for (const row of make(fields)) rows.push(row);
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      rows.push(rejected(file, line, text, error));
    }
  }
  return rows;
}
