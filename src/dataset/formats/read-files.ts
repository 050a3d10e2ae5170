import { EdgewiseError } from '../../core/errors.js';
import { throwIfInterrupted } from '../../core/run-context.js';
import { inputBytes } from './input/input-file.js';
import type { Rejection, RowBlock, RowChunk, RowFile } from './row.js';

/**
 * The rows of files, one after the other, with the progress over all of them.
 * Errors: INTERRUPTED, FILE_NOT_FOUND, FILE_EMPTY for a file without rows, FORMAT_MISMATCH for one of which no row can
 * be taken, and those of reading.
 */
export async function* readFiles(files: readonly RowFile[], signal: AbortSignal): AsyncGenerator<RowChunk> {
  const sizes = await Promise.all(files.map((file) => inputBytes(file.path)));
  const totalBytes = sizes.reduce((sum, size) => sum + size, 0);
  let lines = 0;
  let before = 0; // bytes of the files that are done
  for (const [index, { path, blocks }] of files.entries()) {
    const plausibility = new Plausibility(path);
    for await (const block of blocks) {
      throwIfInterrupted(signal);
      plausibility.see(block);
      lines += block.lines;
      yield { rows: block.rows, lines, bytes: before + block.read, totalBytes };
    }
    plausibility.end();
    before += sizes[index]!;
  }
}

/** Lines after which a file without a single row is given up. */
const TRIAL_LINES = 1000;

/** Tells a file of another format, of which every line is refused for its shape, from one with bad rows. */
class Plausibility {
  readonly #file: string;
  #lines = 0;
  #isPlausible = false;
  #first: Rejection | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  see({ rows, lines }: RowBlock): void {
    this.#lines += lines;
    if (this.#isPlausible) return;
    this.#isPlausible = rows.some((row) => row.kind !== 'rejected' || !isShapeless(row.rejection));
    this.#first ??= rows.find((row) => row.kind === 'rejected')?.rejection;
    if (this.#lines >= TRIAL_LINES) this.#check();
  }

  end(): void {
    if (this.#lines === 0)
      throw new EdgewiseError('FILE_EMPTY', `${this.#file} has no rows.`, { place: { file: this.#file } });
    this.#check();
  }

  #check(): void {
    if (this.#isPlausible) return;
    const place = { file: this.#file, ...(this.#first !== undefined && { line: this.#first.line }) };
    const example =
      this.#first === undefined ? 'no line holds an interaction' : `line ${this.#first.line}: ${this.#first.reason}`;
    throw new EdgewiseError('FORMAT_MISMATCH', `No line of ${this.#file} fits the format; ${example}.`, { place });
  }
}

function isShapeless({ code }: Rejection): boolean {
  return code === 'ROW_COLUMNS' || code === 'ROW_BAD_UTF8';
}
