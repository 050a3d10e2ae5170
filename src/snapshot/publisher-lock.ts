import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../core/clock.js';
import { EdgewiseError } from '../core/errors.js';
import { hasErrno, orDiskFull } from './durable-files.js';

/** A holder that has shown no sign of life for so long has lost the lock. */
const LEASE_MILLISECONDS = 60_000;
const HEARTBEAT_MILLISECONDS = 10_000;
const RETRY_MILLISECONDS = 50;

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells this holding from any other, also of the same process. */
  readonly token: string;
}

/** What the holder of the lock works with. */
export interface HeldLock {
  /** Throws SNAPSHOT_IN_USE when another took the lock over, say because this machine slept; asked before each commit. */
  assertHeld(): Promise<void>;
}

/** Tokens held by this process: a lock with our process id and none of these is what an earlier process left. */
const held = new Set<string>();

/**
 * Runs work while holding the lock file, so that one at a time writes in a snapshot directory, among all processes.
 * A lock whose process is dead, or which was not renewed for a minute (another machine), is taken over.
 * Errors: SNAPSHOT_IN_USE with the holder when it stays held for `waitMilliseconds`.
 */
export async function withPublisherLock<T>(
  path: string,
  work: (lock: HeldLock) => Promise<T>,
  waitMilliseconds = 30_000,
): Promise<T> {
  const token = randomUUID();
  await acquire(path, token, waitMilliseconds);
  const heartbeat = setInterval(() => void renew(path), HEARTBEAT_MILLISECONDS);
  heartbeat.unref();
  try {
    return await work({ assertHeld: () => assertHeld(path, token) });
  } finally {
    clearInterval(heartbeat);
    held.delete(token);
    if ((await readHolder(path))?.token === token) await rm(path, { force: true });
  }
}

async function acquire(path: string, token: string, waitMilliseconds: number): Promise<void> {
  const start = performance.now();
  await mkdir(dirname(path), { recursive: true });
  const holder: Holder = { pid: process.pid, host: hostname(), token };
  held.add(token); // before the file is there: whoever reads it must not take it for an earlier process's
  try {
    while (!(await tryCreate(path, JSON.stringify(holder)))) {
      if (await takeOver(path)) continue;
      if (performance.now() - start >= waitMilliseconds) throw await inUse(path);
      await delay(RETRY_MILLISECONDS);
    }
  } catch (error) {
    held.delete(token);
    throw error;
  }
}

/** False when the file is there already. */
async function tryCreate(path: string, text: string): Promise<boolean> {
  return orDiskFull(path, async () => {
    const file = await openNew(path);
    if (file === undefined) return false;
    try {
      await file.writeFile(text);
      return true;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  });
}

async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    if (hasErrno(error, 'EEXIST')) return undefined;
    throw error;
  }
}

/**
 * Removes a stale lock and says whether it did. Only who holds the guard may: without it, the slower of two that found
 * the same stale lock would remove the fresh one that the faster made.
 */
async function takeOver(path: string): Promise<boolean> {
  if (!(await isStale(path))) return false;
  const guard = `${path}.takeover`;
  if (!(await tryCreate(guard, ''))) {
    if (await isExpired(guard)) await rm(guard, { force: true }); // its maker died within these few lines
    return false;
  }
  try {
    if (!(await isStale(path))) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

async function isStale(path: string): Promise<boolean> {
  if (await isExpired(path)) return true;
  const holder = await readHolder(path);
  if (holder?.host !== hostname()) return false;
  return holder.pid === process.pid ? !held.has(holder.token) : !isAlive(holder.pid);
}

/** Whether a file has not been renewed for the length of a lease; false when it is not there. */
async function isExpired(path: string): Promise<boolean> {
  const renewed = await stat(path).catch(() => undefined);
  return renewed !== undefined && systemClock.now() - renewed.mtimeMs > LEASE_MILLISECONDS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasErrno(error, 'ESRCH');
  }
}

async function assertHeld(path: string, token: string): Promise<void> {
  if ((await readHolder(path))?.token !== token) throw await inUse(path);
}

async function renew(path: string): Promise<void> {
  const now = new Date(systemClock.now());
  await utimes(path, now, now).catch(() => undefined); // a lost lock shows in assertHeld
}

/** Undefined when there is no lock or its holder has not yet written its name. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

async function inUse(path: string): Promise<EdgewiseError> {
  const holder = await readHolder(path);
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return new EdgewiseError('SNAPSHOT_IN_USE', `${path} is held by ${who}.`, { place: { file: path } });
}
