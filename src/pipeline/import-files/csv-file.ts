import { open, type FileHandle } from 'node:fs/promises';
import { orDiskFull } from '../../snapshot/durable-files.js';

const FLUSH_LENGTH = 1 << 20;

/** A CSV file as neo4j-admin reads it, written in large pieces. Errors: DISK_FULL. */
export class CsvFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  #lines: string[] = [];
  #length = 0;
  #spansLines = false;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<CsvFile> {
    return new CsvFile(path, await open(path, 'wx'));
  }

  /** Whether a field holds a line break: the importer has to be told. */
  get spansLines(): boolean {
    return this.#spansLines;
  }

  /** Whether `flush` is due. */
  get isFull(): boolean {
    return this.#length >= FLUSH_LENGTH;
  }

  /** Fields as `quoted` and String make them; an empty one is an absent value. */
  add(fields: readonly string[]): void {
    const line = `${fields.join(',')}\n`;
    this.#spansLines ||= line.includes('\r') || line.indexOf('\n') < line.length - 1;
    this.#lines.push(line);
    this.#length += line.length;
  }

  async flush(): Promise<void> {
    const text = this.#lines.join('');
    this.#lines = [];
    this.#length = 0;
    await orDiskFull(this.#path, () => this.#handle.writeFile(text));
  }

  /** Writes what is left and waits until it is on the disk. */
  async finish(): Promise<void> {
    await this.flush();
    await orDiskFull(this.#path, () => this.#handle.sync());
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** Text as a field: always in quotes, since `""` is an empty text and nothing an absent one. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
