import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EdgewiseError } from '../../core/errors.js';
import type { Rejection } from '../../dataset/formats/row.js';

/**
 * Rejected lines as JSON, one a line: file, line, code, reason, text. Written beside its name and renamed when done, so
 * that a file of that name is always whole; there is none when nothing was rejected. Errors: DISK_FULL, BAD_SETTING.
 */
export class RejectsFile {
  readonly #path: string;
  #handle: FileHandle | undefined;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Removes what an earlier import left under that name. */
  static async create(path: string): Promise<RejectsFile> {
    await rm(path, { force: true }).catch(writeFailed(path));
    return new RejectsFile(path);
  }

  async write(rejections: readonly Rejection[]): Promise<void> {
    if (rejections.length === 0) return;
    const lines = rejections.map((rejection) => `${JSON.stringify(rejection)}\n`).join('');
    this.#handle ??= await this.#open();
    try {
      await this.#handle.writeFile(lines);
    } catch (error) {
      await this.#discard(this.#handle);
      throw writeError(this.#path, error);
    }
  }

  /** The path where anything was rejected, else undefined. */
  async finish(): Promise<string | undefined> {
    const handle = this.#handle;
    if (handle === undefined) return undefined;
    this.#handle = undefined;
    await handle.sync().catch(writeFailed(this.#path));
    await handle.close();
    await rename(partial(this.#path), this.#path).catch(writeFailed(this.#path));
    return this.#path;
  }

  /** Half a file is none. */
  async #discard(handle: FileHandle): Promise<void> {
    this.#handle = undefined;
    await handle.close();
    await rm(partial(this.#path), { force: true });
  }

  async #open(): Promise<FileHandle> {
    await mkdir(dirname(this.#path), { recursive: true }).catch(writeFailed(this.#path));
    return open(partial(this.#path), 'w').catch(writeFailed(this.#path));
  }
}

function partial(path: string): string {
  return `${path}.partial`;
}

function writeFailed(path: string): (cause: unknown) => never {
  return (cause) => {
    throw writeError(path, cause);
  };
}

function writeError(path: string, cause: unknown): EdgewiseError {
  const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
  const message = isFull ? `No room to write ${path}.` : `The rejects file ${path} cannot be written.`;
  const place = { file: path, setting: '--rejects' };
  return new EdgewiseError(isFull ? 'DISK_FULL' : 'BAD_SETTING', message, { place, cause });
}
