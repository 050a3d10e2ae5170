import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { withPublisherLock } from '../../src/snapshot/publisher-lock.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();
let lock: string;

beforeEach(async () => {
  lock = join(await makeDirectory(), 'lock');
});

describe('the lock of a snapshot directory', () => {
  it('lets one work at a time and leaves no file behind', async () => {
    let working = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++working);
      await new Promise((resolve) => setTimeout(resolve, 5));
      working--;
    };
    await Promise.all([0, 1, 2, 3].map(() => withPublisherLock(lock, work)));
    expect(most).toBe(1);
    expect(existsSync(lock)).toBe(false);
  });

  it('is free again when the work failed', async () => {
    const failing = withPublisherLock(lock, () => Promise.reject(new Error('work')));
    await expect(failing).rejects.toThrow('work');
    expect(await withPublisherLock(lock, async () => 'next', 0)).toBe('next');
  });

  it('is SNAPSHOT_IN_USE and names the process while another one lives', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      await writeHolder({ pid: child.pid!, host: hostname(), token: 'theirs' });
      await expect(withPublisherLock(lock, async () => 'mine', 0)).rejects.toMatchObject({
        code: 'SNAPSHOT_IN_USE',
        message: expect.stringContaining(`process ${child.pid!}`),
      });
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(await withPublisherLock(lock, async () => 'mine', 0)).toBe('mine');
  });

  it('is taken over from an earlier process that had our process id', async () => {
    await writeHolder({ pid: process.pid, host: hostname(), token: 'of another life' });
    expect(await withPublisherLock(lock, async () => 'mine', 0)).toBe('mine');
  });

  it('is held by a process on another machine until it stops renewing', async () => {
    await writeHolder({ pid: 1, host: 'elsewhere.invalid', token: 'theirs' });
    await expect(withPublisherLock(lock, async () => 'mine', 0)).rejects.toMatchObject({ code: 'SNAPSHOT_IN_USE' });
    await age();
    expect(await withPublisherLock(lock, async () => 'mine', 0)).toBe('mine');
  });

  it('is taken over when its holder died before it wrote its name', async () => {
    await writeFile(lock, '');
    await expect(withPublisherLock(lock, async () => 'mine', 0)).rejects.toMatchObject({ code: 'SNAPSHOT_IN_USE' });
    await age();
    expect(await withPublisherLock(lock, async () => 'mine', 0)).toBe('mine');
  });

  it('goes to one only of several that find it stale', async () => {
    await writeHolder({ pid: 1, host: 'elsewhere.invalid', token: 'theirs' });
    await age();
    let working = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++working);
      await new Promise((resolve) => setTimeout(resolve, 5));
      working--;
    };
    await Promise.all(Array.from({ length: 8 }, () => withPublisherLock(lock, work)));
    expect(most).toBe(1);
  });

  it('tells its holder when another took it over', async () => {
    const work = withPublisherLock(lock, async (held) => {
      await held.assertHeld();
      await writeHolder({ pid: 1, host: 'elsewhere.invalid', token: 'theirs' });
      await held.assertHeld();
    });
    await expect(work).rejects.toMatchObject({ code: 'SNAPSHOT_IN_USE' });
    expect(existsSync(lock)).toBe(true);
  });
});

async function writeHolder(holder: { pid: number; host: string; token: string }): Promise<void> {
  await writeFile(lock, JSON.stringify(holder));
}

/** As if its last sign of life were two minutes ago. */
async function age(): Promise<void> {
  const past = new Date(Date.now() - 120_000);
  await utimes(lock, past, past);
}
