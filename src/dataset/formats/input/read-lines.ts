import { readInput } from './input-file.js';
import { LineSplitter, type Line, type TextEncoding } from './line-splitter.js';

/** Lines in order, and how many bytes of the file were read from disk so far. */
export interface LineBlock {
  readonly lines: readonly Line[];
  readonly read: number;
}

export interface LineOptions {
  /** Longest line in bytes; 1 MiB when absent. */
  readonly limit?: number;
  readonly encoding?: TextEncoding;
}

const LONGEST_LINE = 1024 * 1024;

/** The lines of a text file, plain or gzip, in memory that does not grow with it. Errors: those of `readInput`. */
export async function* readLines(path: string, options: LineOptions = {}): AsyncGenerator<LineBlock> {
  const splitter = new LineSplitter(options.limit ?? LONGEST_LINE, options.encoding ?? 'utf8');
  let read = 0;
  for await (const block of readInput(path)) {
    read = block.read;
    yield { lines: splitter.push(block.bytes), read };
  }
  yield { lines: splitter.end(), read };
}
