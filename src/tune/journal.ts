import { mkdir, open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { EdgewiseError } from '../core/errors.js';
import { orDiskFull, syncDirectory } from '../snapshot/durable-files.js';
import type { TrialResult, TrialTask } from './trial.js';

/** What a journal belongs to: under anything else its trials would not be those of this search. JSON-safe. */
export type JournalBinding = Readonly<Record<string, unknown>>;

/** How many configurations a bracket starts with. */
export interface BracketEntry {
  readonly kind: 'bracket';
  readonly size: number;
}

export interface TrialEntry extends TrialTask {
  readonly kind: 'trial';
  readonly result: TrialResult;
}

/**
 * What a search has found so far: one JSON line an entry after one with the binding, each on the disk before the search
 * goes on. A kill loses the trial that ran and nothing else; a line that it tore is cut off when the journal is resumed.
 */
export class Journal {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #entries: (BracketEntry | TrialEntry)[];

  private constructor(file: FileHandle, path: string, entries: (BracketEntry | TrialEntry)[]) {
    this.#file = file;
    this.#path = path;
    this.#entries = entries;
  }

  /** A new one in place of what was there. Errors: DISK_FULL. */
  static async start(path: string, binding: JournalBinding): Promise<Journal> {
    await mkdir(dirname(path), { recursive: true });
    const journal = new Journal(await open(path, 'w'), path, []);
    await journal.#write({ kind: 'binding', binding });
    await syncDirectory(dirname(path));
    return journal;
  }

  /** One to go on from. Errors: CHECKPOINT_MISSING, CHECKPOINT_CORRUPT, CHECKPOINT_MISMATCH naming what differs. */
  static async resume(path: string, binding: JournalBinding): Promise<Journal> {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new EdgewiseError('CHECKPOINT_MISSING', `There is no journal of a search at ${path}.`, {
        place: { file: path },
        cure: 'Tune without --resume.',
      });
    });
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const [header, ...entries] = parsedLines(whole, path);
    assertSame((header as { binding?: JournalBinding } | undefined)?.binding, binding, path);
    await truncate(path, Buffer.byteLength(whole, 'utf8'));
    return new Journal(await open(path, 'a'), path, entries as (BracketEntry | TrialEntry)[]);
  }

  get entries(): readonly (BracketEntry | TrialEntry)[] {
    return this.#entries;
  }

  /** Errors: DISK_FULL. */
  async append(entry: BracketEntry | TrialEntry): Promise<void> {
    await this.#write(entry);
    this.#entries.push(entry);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #write(line: object): Promise<void> {
    await orDiskFull(this.#path, async () => {
      await this.#file.appendFile(`${JSON.stringify(line)}\n`);
      await this.#file.datasync();
    });
  }
}

function parsedLines(text: string, path: string): unknown[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, place) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (cause) {
      throw new EdgewiseError('CHECKPOINT_CORRUPT', `Line ${place + 1} of ${path} is no JSON.`, {
        place: { file: path, line: place + 1 },
        cure: 'Tune without --resume.',
        cause,
      });
    }
  });
}

function assertSame(found: JournalBinding | undefined, binding: JournalBinding, path: string): void {
  const wanted = JSON.parse(JSON.stringify(binding)) as JournalBinding; // as a journal would hold it
  const names = [...new Set([...Object.keys(found ?? {}), ...Object.keys(wanted)])];
  const different = names.filter((name) => !isDeepStrictEqual(found?.[name], wanted[name]));
  if (found !== undefined && different.length === 0) return;
  throw new EdgewiseError('CHECKPOINT_MISMATCH', `The search in ${path} differs in ${different.join(', ')}.`, {
    place: { file: path },
    cure: 'Tune without --resume, or with the settings of the interrupted search.',
  });
}
