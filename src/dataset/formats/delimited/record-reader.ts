import type { Line } from '../input/line-splitter.js';
import { RowError } from '../row.js';
import { hasOddQuotes, splitQuoted } from './split-quoted.js';

export interface DelimitedRecord {
  /** Where it begins, 1-based. */
  readonly line: number;
  readonly text: string;
  /** Or why it has none. */
  readonly fields: readonly string[] | RowError;
}

const LONGEST_RECORD = 1024 * 1024;
const MOST_LINES = 1000;

/**
 * Lines → records. A quoted field may hold line ends; when a quote is never closed, or closes where it makes no
 * record of the usual width, only the line that opened it is given up and reading goes on with the one after it,
 * so that one stray quote cannot swallow the rest of the file.
 */
export class RecordReader {
  readonly #delimiter: string;
  readonly #quoted: boolean;
  /** Columns of the first record; all others must have as many. */
  #width: number | undefined;
  /** Lines of a record that has begun inside quotes. */
  #open: Line[] = [];
  #openLength = 0;

  constructor(delimiter: string, quoted: boolean) {
    this.#delimiter = delimiter;
    this.#quoted = quoted;
  }

  read(lines: readonly Line[]): DelimitedRecord[] {
    const records: DelimitedRecord[] = [];
    for (const line of lines) this.#take(line, records);
    return records;
  }

  /** What an unclosed quote at the end of the file held back. */
  end(): DelimitedRecord[] {
    const records: DelimitedRecord[] = [];
    while (this.#open.length > 0) this.#giveUpFirst(new RowError('ROW_COLUMNS', 'a quote is not closed'), records);
    return records;
  }

  #take(line: Line, records: DelimitedRecord[]): void {
    if (this.#open.length > 0) this.#goOn(line, records);
    else if (line.error !== undefined) records.push({ line: line.number, text: line.text, fields: line.error });
    else if (line.text.trim() !== '') this.#begin(line, records);
  }

  #begin(line: Line, records: DelimitedRecord[]): void {
    const fields = this.#fields(line.text);
    if (fields === undefined) {
      this.#open = [line];
      this.#openLength = line.text.length;
    } else {
      records.push({ line: line.number, text: line.text, fields });
    }
  }

  #goOn(line: Line, records: DelimitedRecord[]): void {
    this.#open.push(line);
    this.#openLength += line.text.length + 1;
    if (line.error !== undefined || this.#openLength > LONGEST_RECORD || this.#open.length > MOST_LINES) {
      this.#giveUpFirst(new RowError('ROW_COLUMNS', 'a quote is not closed'), records);
    } else if (hasOddQuotes(line.text)) {
      const text = this.#open.map((part) => part.text).join('\n');
      const fields = this.#fields(text);
      if (fields === undefined || fields instanceof RowError) {
        this.#giveUpFirst(fields ?? new RowError('ROW_COLUMNS', 'a quote is not closed'), records);
      } else {
        records.push({ line: this.#open[0]!.number, text, fields });
        this.#open = [];
      }
    }
  }

  /** Rejects the line that opened the record and reads the lines after it anew. */
  #giveUpFirst(error: RowError, records: DelimitedRecord[]): void {
    const [first, ...others] = this.#open;
    this.#open = [];
    records.push({ line: first!.number, text: first!.text, fields: error });
    for (const line of others) this.#take(line, records);
  }

  /** Undefined while a quote is open. */
  #fields(text: string): readonly string[] | RowError | undefined {
    try {
      const fields =
        this.#quoted && text.includes('"') ? splitQuoted(text, this.#delimiter) : text.split(this.#delimiter);
      if (fields === undefined) return undefined;
      this.#width ??= fields.length;
      if (fields.length !== this.#width)
        throw new RowError('ROW_COLUMNS', `${fields.length} columns in place of ${this.#width}`);
      return fields;
    } catch (error) {
      if (error instanceof RowError) return error;
      throw error;
    }
  }
}
