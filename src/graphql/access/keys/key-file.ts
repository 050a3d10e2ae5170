import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EdgewiseError } from '../../../core/errors.js';
import { hasErrno, orDiskFull, syncDirectory } from '../../../snapshot/durable-files.js';
import { type ApiKey, isApiKey } from './api-key.js';

/** A change takes milliseconds: one that is older was killed. */
const ABANDONED_MILLISECONDS = 10_000;
/** Whoever may write the file may make keys: nobody but its owner. Reading it gives no key away. */
const WRITABLE_BY_OTHERS = 0o022;

/** The keys of the file, in the order in which they were made; none when there is no file. Errors: KEYS_UNREADABLE. */
export async function readKeys(path: string): Promise<readonly ApiKey[]> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & WRITABLE_BY_OTHERS) !== 0) {
      throw unreadable(path, 'others than its owner may write it', 'Run `chmod 600` on it, and look who changed it.');
    }
    return keysIn(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return [];
    if (error instanceof EdgewiseError) throw error;
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

/**
 * Replaces the keys by what `change` makes of them: readers see the old file or the new one, also after a crash, and of
 * two who change it at once one is refused. The file is its owner's alone. Errors: KEYS_UNREADABLE, KEYS_IN_USE, DISK_FULL.
 */
export async function changeKeys(
  path: string,
  change: (keys: readonly ApiKey[]) => readonly ApiKey[],
  now: number,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const next = `${path}.next`;
  await removeAbandoned(next, now);
  const file = await openAlone(next, path);
  try {
    const text = `${JSON.stringify({ version: 1, keys: change(await readKeys(path)) }, undefined, 2)}\n`;
    await orDiskFull(path, async () => {
      await file.writeFile(text);
      await file.sync();
    });
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(path));
}

function keysIn(text: string, path: string): readonly ApiKey[] {
  const { version, keys } = JSON.parse(text) as { version?: unknown; keys?: unknown };
  if (version !== 1 || !Array.isArray(keys)) throw unreadable(path, 'it is no file of keys of this version');
  const position = keys.findIndex((key) => !isApiKey(key));
  if (position >= 0) throw unreadable(path, `keys[${position}] is not a key`);
  return keys as ApiKey[];
}

/** The file that will take the place of the keys is also the lock of whoever changes them. */
async function openAlone(next: string, path: string) {
  try {
    return await open(next, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  } catch (error) {
    if (!hasErrno(error, 'EEXIST')) throw error;
    throw new EdgewiseError('KEYS_IN_USE', `Another process is changing ${path}.`, { place: { file: path } });
  }
}

async function removeAbandoned(next: string, now: number): Promise<void> {
  const found = await stat(next).catch(() => undefined);
  if (found !== undefined && now - found.mtimeMs > ABANDONED_MILLISECONDS) await rm(next, { force: true });
}

function unreadable(path: string, why: string, cure?: string): EdgewiseError {
  return new EdgewiseError('KEYS_UNREADABLE', `The keys in ${path} cannot be used: ${why}.`, {
    place: { file: path },
    ...(cure !== undefined && { cure }),
  });
}
