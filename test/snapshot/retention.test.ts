import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../src/core/clock.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import type { RefreshRecord } from '../../src/snapshot/refresh-record.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents } from '../fixtures/tiny-snapshot.js';

const makeDirectory = temporaryDirectories();

const REFUSED: RefreshRecord = {
  outcome: 'refused',
  start: 'cold',
  changedShare: 0.5,
  fullAt: 0,
  comparison: { metric: 'recall@20', candidate: 0.1, served: 0.5, servedVersion: 'v', users: 3, edges: 4 },
};

let root: string;
let snapshots: SnapshotDirectory;
/** Oldest first. */
let versions: string[];

beforeEach(async () => {
  root = await makeDirectory();
  snapshots = new SnapshotDirectory(root, { clock: fixedClock(1_700_000_000_000) });
  versions = [];
  for (let seed = 0; seed < 4; seed++) {
    versions.push((await snapshots.publish(tinyContents([{ userKey: 'ann', itemKey: 'fig' }], { seed }))).version);
  }
});

describe('rollback', () => {
  it('goes to the next older version, again and again, until there is none', async () => {
    expect((await snapshots.rollback()).version).toBe(versions[2]);
    expect((await snapshots.rollback()).version).toBe(versions[1]);
    expect((await snapshots.rollback()).version).toBe(versions[0]);
    await expect(snapshots.rollback()).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' });
    expect((await snapshots.openCurrent()).manifest.version).toBe(versions[0]);
  });

  it('goes to the version named, forward too', async () => {
    await snapshots.rollback(versions[0]);
    expect((await snapshots.rollback(versions[3])).version).toBe(versions[3]);
  });

  it('passes over a damaged version unless it is the one named', async () => {
    await truncate(join(root, 'versions', versions[2]!, 'items.keys.bin'), 0);
    await expect(snapshots.rollback(versions[2])).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
    expect((await snapshots.openCurrent()).manifest.version).toBe(versions[3]);
    expect((await snapshots.rollback()).version).toBe(versions[1]);
  });

  it('refuses a version that is not there', async () => {
    const missing = snapshots.rollback('20200101T000000000Z-00000000');
    await expect(missing).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' });
  });

  it('is undone by the next publishing', async () => {
    await snapshots.rollback();
    const { version } = await snapshots.publish(tinyContents([{ userKey: 'ben', itemKey: 'fig' }]));
    expect((await snapshots.openCurrent()).manifest.version).toBe(version);
  });
});

describe('prune', () => {
  it('keeps the newest versions', async () => {
    expect(await snapshots.prune(2)).toEqual([versions[1], versions[0]]);
    expect((await snapshots.list()).map(({ version }) => version)).toEqual([versions[3], versions[2]]);
  });

  it('keeps the current version however old it is', async () => {
    await snapshots.rollback(versions[0]);
    expect(await snapshots.prune(1)).toEqual([versions[2], versions[1]]);
    expect((await snapshots.openCurrent()).manifest.version).toBe(versions[0]);
  });

  it('keeps the current version even when none is to be kept', async () => {
    await snapshots.prune(0);
    expect((await snapshots.list()).map(({ version }) => version)).toEqual([versions[3]]);
  });

  it('removes nothing when there are no more than asked for', async () => {
    expect(await snapshots.prune(9)).toEqual([]);
  });
});

describe('versions that a refresh refused', () => {
  const refused = async (seed: number): Promise<string> => {
    const contents = tinyContents([{ userKey: 'ann', itemKey: 'fig' }], { seed });
    const { version } = await snapshots.publish({ ...contents, refresh: REFUSED });
    return version;
  };

  it('are kept whole and not served', async () => {
    const version = await refused(9);
    expect((await snapshots.openCurrent()).manifest.version).toBe(versions[3]);
    expect((await snapshots.verify(version)).refresh).toEqual(REFUSED);
    expect((await snapshots.list())[0]).toMatchObject({ version, isCurrent: false });
  });

  it('are never what a rollback falls back to, and served when they are named', async () => {
    const version = await refused(9);
    const { version: newest } = await snapshots.publish(tinyContents([{ userKey: 'ben', itemKey: 'fig' }]));
    expect((await snapshots.rollback()).version).toBe(versions[3]);
    await snapshots.rollback(newest);
    await snapshots.rollback(version);
    expect((await snapshots.openCurrent()).manifest.version).toBe(version);
  });

  it('do not push out what was published; the newest of them stays', async () => {
    await refused(8);
    const newest = await refused(9);
    await snapshots.prune(2);
    expect((await snapshots.list()).map(({ version }) => version)).toEqual([newest, versions[3], versions[2]]);
  });

  it('stay refused when a user is erased from them', async () => {
    const contents = tinyContents([
      { userKey: 'ann', itemKey: 'fig' },
      { userKey: 'ben', itemKey: 'fig' },
    ]);
    await snapshots.publish({ ...contents, refresh: REFUSED });
    await snapshots.eraseUser('ann');
    expect((await snapshots.list())[0]!.manifest).toMatchObject({ refresh: REFUSED, counts: { users: 1 } });
  });
});

describe('a guard of a publication', () => {
  it('leaves everything as it was when it throws', async () => {
    const late = snapshots.publish(tinyContents([{ userKey: 'ben', itemKey: 'fig' }]), () =>
      Promise.reject(new Error('too late')),
    );
    await expect(late).rejects.toThrow('too late');
    expect((await snapshots.list()).map(({ version }) => version)).toEqual(versions.toReversed());
    expect((await snapshots.openCurrent()).manifest.version).toBe(versions[3]);
  });
});
