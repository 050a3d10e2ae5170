import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EdgewiseError } from '../core/errors.js';

/** Bytes read or written at once: hashing so many does not hold up an event loop that serves requests. */
export const CHUNK_BYTES = 1 << 20;

/** Writes a new file, waits until it is on the disk and returns its SHA-256 (hex). Errors: DISK_FULL. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  await orDiskFull(path, async () => {
    const file = await open(path, 'wx');
    try {
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
        const chunk = bytes.subarray(start, start + CHUNK_BYTES);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  });
  return hash.digest('hex');
}

/** Swaps a small file's content: readers see the old or the new one, also after a crash. Errors: DISK_FULL. */
export async function replaceDurably(path: string, temporary: string, text: string): Promise<void> {
  try {
    await writeDurably(temporary, Buffer.from(text, 'utf8'));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Makes names that were created, renamed or removed in a directory survive a crash. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return; // which opens no directories and orders renames by itself
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Runs work that writes; a full disk or an exhausted quota becomes DISK_FULL. */
export async function orDiskFull<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!hasErrno(error, 'ENOSPC') && !hasErrno(error, 'EDQUOT')) throw error;
    throw new EdgewiseError('DISK_FULL', `${file}: no room left to write.`, { place: { file }, cause: error });
  }
}

export function hasErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
