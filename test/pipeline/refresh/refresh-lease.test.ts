import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { runContext } from '../../../src/core/run-context.js';
import { withRefreshLease } from '../../../src/pipeline/refresh/refresh-lease.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { openStore } from '../../../src/store/open-store.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const temporaryDirectory = temporaryDirectories();
const run = runContext();
let store: InteractionStore;

beforeEach(async () => {
  store = await openStore(`embedded:${await temporaryDirectory()}/store`, { log: silentLogger });
  await store.ensureSchema();
});
afterEach(() => store.close());

const nothing = (): Promise<void> => Promise.resolve();

describe('the lease of a refresh', () => {
  it('is let go when the work is done and when it fails', async () => {
    await withRefreshLease(store, 60, run, nothing);
    await expect(withRefreshLease(store, 60, run, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withRefreshLease(store, 60, run, nothing)).resolves.toBeUndefined();
  });

  it('keeps others out for as long as the work takes, by renewing it', async () => {
    await withRefreshLease(store, 1, run, async () => {
      await delay(1_600);
      await expect(withRefreshLease(store, 1, run, nothing)).rejects.toMatchObject({ code: 'REFRESH_IN_PROGRESS' });
    });
  });

  it('aborts the work of a holder from whom another took it, and lets it publish nothing', async () => {
    const stale = withRefreshLease(store, 60, run, async (lease, leased) => {
      await store.takeLease({
        name: 'refresh',
        token: 'other',
        holder: 'another',
        milliseconds: 60_000,
        evict: lease.token,
      });
      await expect(lease.assertHeld()).rejects.toMatchObject({ code: 'LEASE_LOST' });
      expect(leased.signal.aborted).toBe(true);
      leased.signal.throwIfAborted();
    });
    await expect(stale).rejects.toMatchObject({ code: 'LEASE_LOST', message: expect.stringContaining('another') });
    expect((await store.takeLease({ name: 'refresh', token: 'third', holder: '', milliseconds: 1 })).token).toBe(
      'other',
    );
  });

  it('is taken from a process of this machine that is gone, and not from one of another', async () => {
    const dead = spawnSync(process.execPath, ['--version']).pid;
    const hold = (holder: string): Promise<unknown> =>
      store.takeLease({ name: 'refresh', token: 'dead', holder, milliseconds: 60_000 });
    await hold(`process ${dead} on ${hostname()}`);
    await expect(withRefreshLease(store, 60, run, nothing)).resolves.toBeUndefined();
    await hold(`process ${dead} on somewhere-else`);
    await expect(withRefreshLease(store, 60, run, nothing)).rejects.toMatchObject({ code: 'REFRESH_IN_PROGRESS' });
  });
});
