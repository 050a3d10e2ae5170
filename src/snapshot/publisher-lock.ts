import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes, link } from 'node:fs/promises';
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
  held.add(token); // before the file is there: whoever reads it must not take it for an earlier process's
  try {
    while (!(await tryCreate(path, { pid: process.pid, host: hostname(), token }))) {
      if (await takeOver(path)) continue;
      if (performance.now() - start >= waitMilliseconds) throw await inUse(path);
      await delay(RETRY_MILLISECONDS);
    }
  } catch (error) {
    held.delete(token);
    throw error;
  }
}

async function tryCreate(path: string, holder: Holder): Promise<boolean> {
  return orDiskFull(path, async () => {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(JSON.stringify(holder)).finally(() => file.close());
      return true;
    } catch (error) {
      if (hasErrno(error, 'EEXIST')) return false;
      throw error;
    }
  });
}

/** Removes a stale lock. Two that try at once: the slower finds that it moved a fresh lock aside, and puts it back. */
async function takeOver(path: string): Promise<boolean> {
  const stale = await readHolder(path);
  if (!(await isStale(path, stale))) return false;
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return true;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved?.token !== stale?.token) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return true;
}

async function isStale(path: string, holder: Holder | undefined): Promise<boolean> {
  const renewed = await stat(path).catch(() => undefined);
  if (renewed === undefined) return false; // released a moment ago
  if (systemClock.now() - renewed.mtimeMs > LEASE_MILLISECONDS) return true;
  if (holder?.host !== hostname()) return false;
  return holder.pid === process.pid ? !held.has(holder.token) : !isAlive(holder.pid);
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
