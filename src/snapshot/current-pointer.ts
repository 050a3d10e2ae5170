import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EdgewiseError } from '../core/errors.js';
import { hasErrno, replaceDurably } from './durable-files.js';
import { isVersionName, TEMPORARY_PREFIX, type SnapshotLayout } from './layout.js';

/** The version to serve; undefined before the first was published. Errors: SNAPSHOT_CORRUPT when the pointer names none. */
export async function readCurrent({ current }: SnapshotLayout): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(current, 'utf8');
  } catch (error) {
    if (hasErrno(error, 'ENOENT') || hasErrno(error, 'ENOTDIR')) return undefined;
    throw error;
  }
  const version = text.trimEnd();
  if (isVersionName(version)) return version;
  throw new EdgewiseError('SNAPSHOT_CORRUPT', `${current} names no version.`, { place: { file: current } });
}

/** Swaps the pointer in one step that survives a crash. */
export async function pointTo({ root, current }: SnapshotLayout, version: string): Promise<void> {
  await replaceDurably(current, join(root, `${TEMPORARY_PREFIX}current-${randomUUID()}`), `${version}\n`);
}
