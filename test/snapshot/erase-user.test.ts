import { appendFile, cp, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../src/core/clock.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { Tombstones } from '../../src/snapshot/tombstones.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents } from '../fixtures/tiny-snapshot.js';

const makeDirectory = temporaryDirectories();
const HER = 'her-own-unmistakable-key';
const INTERACTIONS = [
  { userKey: 'ann', itemKey: 'fig' },
  { userKey: HER, itemKey: 'fig' },
  { userKey: HER, itemKey: 'kiwi' },
  { userKey: 'zoe', itemKey: 'kiwi', at: 5 },
  { userKey: 'zoe', itemKey: 'pear' },
];
const CONTENTS = tinyContents(INTERACTIONS, { revisions: { ann: 3, [HER]: 4, zoe: 5 } });

let root: string;
let snapshots: SnapshotDirectory;
const clock = fixedClock(1_700_000_000_000);

beforeEach(async () => {
  root = await makeDirectory();
  snapshots = new SnapshotDirectory(root, { clock });
  await snapshots.publish(CONTENTS);
});

describe('erasing a user', () => {
  it('is honored at once by versions that are already open, in this and in another reader', async () => {
    const here = await snapshots.openCurrent();
    const elsewhere = await new SnapshotDirectory(root).openCurrent();

    expect(await snapshots.eraseUser(HER)).toBe(true);

    for (const snapshot of [here, elsewhere]) {
      expect(snapshot.userIndex(HER)).toBeUndefined();
      expect([...snapshot.erasedUsers()]).toEqual([1]);
      expect(snapshot.userIndex('zoe')).toBe(2);
    }
  });

  it('rewrites every version without her rows and leaves her key in no file', async () => {
    await snapshots.publish(tinyContents([{ userKey: 'ann', itemKey: 'fig' }]));
    const before = await snapshots.list();

    await snapshots.eraseUser(HER);

    const after = await snapshots.list();
    expect(after.map(({ manifest }) => manifest?.counts.users)).toEqual([1, 2]);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]?.version.slice(0, 19)).toBe(before[1]?.version.slice(0, 19));
    expect(after[1]?.version).not.toBe(before[1]?.version);
    expect(after[1]?.manifest?.createdAt).toBe(before[1]?.manifest?.createdAt);
    expect(await filesWith(HER)).toEqual([]);
    for (const { version } of after) await snapshots.verify(version);
  });

  it('keeps the others as they were, moved up', async () => {
    await snapshots.eraseUser(HER);
    const snapshot = await snapshots.openCurrent();

    expect(snapshot.users.keys).toEqual(['ann', 'zoe']);
    expect(Array.from(snapshot.userRevisions)).toEqual([3, 5]);
    expect(snapshot.items.keys).toEqual(['fig', 'kiwi', 'pear']);
    expect(Array.from(snapshot.interactions.indptr)).toEqual([0, 1, 3]);
    expect(Array.from(snapshot.interactions.indices)).toEqual([0, 1, 2]);
    expect(Array.from(snapshot.events.offsets)).toEqual([0, 1, 2, 3]);
    expect(Array.from(snapshot.events.at)).toEqual([0, 5, 0]);
    const [was, is] = [CONTENTS.components[0]!.arrays, snapshot.components[0]!.arrays];
    expect(Array.from(is['users']!.array)).toEqual(without(was['users']!.array, 4, 8));
    expect(Array.from(is['x0']!.array)).toEqual(without(was['x0']!.array, 4, 8));
    expect(is['x0']!.shape).toEqual([5, 4]);
    for (const name of ['items', 'foldIn', 'itemDegrees']) expect(is[name]).toEqual(was[name]);
  });

  it('takes her off the count of distinct users of her items', async () => {
    await snapshots.eraseUser(HER);
    const { components } = await snapshots.openCurrent();
    expect(Array.from(components[1]!.arrays['counts']!.array)).toEqual([1, 1, 1]);
  });

  it('gives the rewritten version a fingerprint of its own', async () => {
    await snapshots.eraseUser(HER);
    expect((await snapshots.verify()).dataset.fingerprint).not.toBe(CONTENTS.dataset.fingerprint);
  });

  it('says whether a version knew her', async () => {
    expect(await snapshots.eraseUser('nobody')).toBe(false);
    expect(await snapshots.eraseUser(HER)).toBe(true);
    expect(await snapshots.eraseUser(HER)).toBe(false);
  });

  it('holds before anything was published', async () => {
    const empty = new SnapshotDirectory(join(root, 'empty'), { clock });
    await empty.eraseUser(HER);
    await empty.publish({ ...CONTENTS, exportedAt: clock.now() - 1 });
    expect((await empty.openCurrent()).users.keys).toEqual(['ann', 'zoe']);
  });

  it('can erase everyone', async () => {
    for (const key of ['ann', HER, 'zoe']) await snapshots.eraseUser(key);
    const snapshot = await snapshots.openCurrent();
    expect(snapshot.users.size).toBe(0);
    expect(snapshot.items.size).toBe(3);
  });

  it('leaves out of a publishing whoever was erased after its export began', async () => {
    const exportedAt = clock.now();
    clock.advance(1_000);
    await snapshots.eraseUser(HER);
    clock.advance(1_000);
    await snapshots.publish({ ...CONTENTS, exportedAt });
    expect((await snapshots.openCurrent()).users.keys).toEqual(['ann', 'zoe']);
    expect(await filesWith(HER)).toEqual([]);
  });

  it('lets a later training know her again when she comes back', async () => {
    await snapshots.eraseUser(HER);
    clock.advance(1_000);
    await snapshots.publish({ ...CONTENTS, exportedAt: clock.now() });
    const snapshot = await snapshots.openCurrent();
    expect(snapshot.userIndex(HER)).toBe(1);
    expect(snapshot.erasedUsers().size).toBe(0);
  });

  it('applies to a version copied in from another directory, whose log is another', async () => {
    const other = new SnapshotDirectory(join(root, 'other'), { clock });
    await other.eraseUser('someone-else');
    await other.publish({ ...CONTENTS, exportedAt: clock.now() + 1 });
    const [copied] = await other.list();
    await snapshots.eraseUser(HER);
    await cp(join(root, 'other', 'versions'), join(root, 'versions'), { recursive: true });
    expect((await snapshots.open(copied!.version)).userIndex(HER)).toBeUndefined();
  });

  it('reports a version that it cannot rewrite, with the others rewritten and her hidden', async () => {
    const [older] = await snapshots.list();
    await snapshots.publish({ ...CONTENTS, seed: 2 });
    await truncate(join(root, 'versions', older!.version, 'events.at.bin'), 1);

    await expect(snapshots.eraseUser(HER)).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });

    expect((await snapshots.openCurrent()).users.keys).toEqual(['ann', 'zoe']);
    await snapshots.publish(CONTENTS); // not stopped by the damaged one
  });
});

describe('an erasure that was cut off', () => {
  it('is finished by the next opening when only the tombstone was written', async () => {
    await writeTombstoneOnly();
    const snapshot = await new SnapshotDirectory(root).openCurrent();
    expect(snapshot.users.keys).toEqual(['ann', 'zoe']);
    expect(await filesWith(HER)).toEqual([]);
  });

  it.each(['publish', 'prune'] as const)('is finished by the next %s', async (verb) => {
    await writeTombstoneOnly();
    const next = new SnapshotDirectory(root);
    await (verb === 'publish' ? next.publish(tinyContents([{ userKey: 'ann', itemKey: 'fig' }])) : next.prune(5));
    expect(await filesWith(HER)).toEqual([]);
  });

  it('hides her from a version opened by name', async () => {
    const { version } = await snapshots.verify();
    await writeTombstoneOnly();
    const snapshot = await new SnapshotDirectory(root).open(version);
    expect(snapshot.userIndex(HER)).toBeUndefined();
    expect([...snapshot.erasedUsers()]).toEqual([1]);
  });

  it.each([
    ['before the pointer was swapped', 'before'],
    ['before the old version was removed', 'after'],
  ] as const)('is finished by the next opening and pruning when it stopped %s', async (_when, pointer) => {
    const [old] = await snapshots.list();
    const saved = await makeDirectory();
    await cp(root, saved, { recursive: true });
    await snapshots.eraseUser(HER);
    const [rewritten] = await snapshots.list();
    await cp(join(saved, 'versions'), join(root, 'versions'), { recursive: true });
    if (pointer === 'before') await cp(join(saved, 'current'), join(root, 'current'));

    const resumed = new SnapshotDirectory(root);
    const snapshot = await resumed.openCurrent();
    await resumed.prune(5);

    expect(snapshot.users.keys).toEqual(['ann', 'zoe']);
    expect((await resumed.list()).map(({ version }) => version)).toEqual([rewritten!.version]);
    expect(rewritten!.version).not.toBe(old!.version);
  });

  it('has no effect when its tombstone was not written to the end, and does not spoil the next', async () => {
    await snapshots.eraseUser('ann');
    await appendFile(join(root, 'tombstones.ndjson'), '\n{"hash":"0123');
    const next = new SnapshotDirectory(root);
    await next.eraseUser(HER);
    expect((await next.openCurrent()).users.keys).toEqual(['zoe']);
  });

  it('is an error when the salt of the log is gone', async () => {
    await snapshots.eraseUser(HER);
    const log = join(root, 'tombstones.ndjson');
    const lines = (await readFile(log, 'utf8')).split('\n');
    await truncate(log, 0);
    await appendFile(log, lines.slice(1).join('\n'));
    await expect(new SnapshotDirectory(root).openCurrent()).rejects.toMatchObject({
      code: 'SNAPSHOT_CORRUPT',
      place: { file: log, line: 1 },
    });
  });
});

/** The log of erasures as a process leaves it that dies before it rewrites anything. */
async function writeTombstoneOnly(): Promise<void> {
  await new Tombstones(join(root, 'tombstones.ndjson')).append(HER, clock.now());
}

async function filesWith(text: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return paths.filter((_, index) => contents[index]!.includes(text));
}

function without(array: ArrayLike<number>, start: number, end: number): number[] {
  return Array.from(array).filter((_, index) => index < start || index >= end);
}
