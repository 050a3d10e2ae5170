import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../src/core/clock.js';
import { openShared } from '../../src/snapshot/open-shared.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents } from '../fixtures/tiny-snapshot.js';

const makeDirectory = temporaryDirectories();

const CONTENTS = tinyContents(
  [
    { userKey: 'ann', itemKey: 'apple', behavior: 'bought', at: 1_700_000_000_000, weight: 2 },
    { userKey: 'ann', itemKey: 'apple', behavior: 'viewed', at: 1_600_000_000_000 },
    { userKey: 'ann', itemKey: 'pear' },
    { userKey: 'line\nfeed', itemKey: 'pear' },
    { userKey: 'Zoë 🦊', itemKey: 'fig' },
  ],
  {
    weighting: { mode: 'sum', behaviorWeights: { bought: 3 } },
    items: [
      { key: 'fig', title: 'A "fig"\nfrom Smyrna', attributes: { kinds: ['fruit', 'dry'], price: 1.5, fresh: false } },
    ],
    revisions: { ann: 7 },
  },
);

describe('publishing and opening', () => {
  it('gives back what was published, keys with line feeds and letters of any script included', async () => {
    const snapshots = new SnapshotDirectory(await makeDirectory());
    const manifest = await snapshots.publish(CONTENTS);

    const snapshot = await snapshots.openCurrent();

    expect(snapshot.manifest).toEqual(manifest);
    expect(snapshot.users.keys).toEqual(['Zoë 🦊', 'ann', 'line\nfeed'].sort());
    expect(snapshot.items.keys).toEqual(['apple', 'fig', 'pear']);
    expect(snapshot.interactions).toEqual(CONTENTS.dataset.interactions);
    expect(snapshot.events).toEqual(CONTENTS.dataset.events);
    expect(snapshot.userRevisions).toEqual(CONTENTS.dataset.userRevisions);
    expect(snapshot.itemRecords).toEqual(CONTENTS.dataset.itemRecords);
    expect(snapshot.components).toEqual(CONTENTS.components);
    expect(snapshot.userIndex('ann')).toBe(1);
    expect(snapshot.userIndex('nobody')).toBeUndefined();
    expect(snapshot.erasedUsers().size).toBe(0);
  });

  it('gives back the attributes of users that were learned from, and none of their others', async () => {
    const contents = tinyContents([{ userKey: 'ann', itemKey: 'pear' }], {
      users: [
        { key: 'ann', attributes: { country: 'Åland', likes: ['tea', 'ale'], secret: 'of hers' } },
        { key: 'ben', attributes: { likes: ['ale'] } },
      ],
      userAttributes: { country: 1, likes: 0.5 },
    });
    const snapshots = new SnapshotDirectory(await makeDirectory());
    const { dataset, version } = await snapshots.publish(contents);
    expect(dataset.userAttributes).toEqual({ country: 1, likes: 0.5 });
    const snapshot = await snapshots.openCurrent();
    expect(snapshot.userAttributes).toEqual(contents.dataset.userAttributes);
    expect(snapshot.components).toEqual(contents.components);
    const shared = await openShared((await snapshots.openCurrent('shared')).shared!);
    expect(shared.userAttributes).toEqual(contents.dataset.userAttributes);
    expect(version).toBe(snapshot.manifest.version);
  });

  it('gives back the attributes that were learned from, by their weights and the records of items', async () => {
    const contents = tinyContents([{ userKey: 'ann', itemKey: 'pear' }], {
      items: [{ key: 'fig', attributes: { kinds: ['fruit', 'dry'] } }],
      attributes: { kinds: 0.5 },
    });
    const snapshots = new SnapshotDirectory(await makeDirectory());
    const { dataset } = await snapshots.publish(contents);
    expect(dataset.attributes).toEqual({ kinds: 0.5 });
    const snapshot = await snapshots.openCurrent();
    expect(snapshot.attributes).toEqual(contents.dataset.attributes);
    expect(snapshot.components).toEqual(contents.components);
  });

  it('describes the version in its manifest', async () => {
    const clock = fixedClock(Date.UTC(2026, 10, 22, 23, 15, 0, 123));
    const snapshots = new SnapshotDirectory(await makeDirectory(), { clock });

    const manifest = await snapshots.publish({ ...CONTENTS, behaviorFilter: ['bought', 'viewed', 'interacted'] });

    expect(manifest.version).toMatch(/^20261122T231500123Z-[0-9a-f]{8}$/);
    expect(manifest.counts).toEqual({ users: 3, items: 3, interactions: 4, events: 5 });
    expect(manifest.dataset).toEqual({
      fingerprint: CONTENTS.dataset.fingerprint,
      behaviors: ['bought', 'interacted', 'viewed'],
      behaviorFilter: ['bought', 'viewed', 'interacted'],
      weighting: { mode: 'sum', behaviorWeights: { bought: 3 } },
    });
    expect(manifest.components.map(({ kind, name }) => [kind, name])).toEqual([
      ['dot', 'gcn'],
      ['popularity', 'popularity'],
    ]);
    expect(manifest.files['events.weights.bin']).toMatchObject({ type: 'float32', shape: [5], bytes: 20 });
  });

  it('says which projection the interactions came from, also after an erasure', async () => {
    const root = await makeDirectory();
    const projection = { text: 'MATCH …', parameters: { since: 5, genres: ['a', null], all: true } };
    await new SnapshotDirectory(root).publish({ ...CONTENTS, dataset: { ...CONTENTS.dataset, projection } });
    const published = await new SnapshotDirectory(root).openCurrent();
    expect(published.manifest.dataset.projection).toEqual(projection);
    await new SnapshotDirectory(root).eraseUser('ann');
    const rewritten = await new SnapshotDirectory(root).openCurrent();
    expect(rewritten.manifest.version).not.toBe(published.manifest.version);
    expect(rewritten.manifest.dataset.projection).toEqual(projection);
  });

  it('writes arrays as little-endian bytes', async () => {
    const root = await makeDirectory();
    const { version } = await new SnapshotDirectory(root).publish(CONTENTS);

    const bytes = await readFile(join(root, 'versions', version, 'events.at.bin'));

    const times = Array.from({ length: 5 }, (_, event) => bytes.readDoubleLE(event * 8));
    expect(times).toEqual(Array.from(CONTENTS.dataset.events.at));
  });

  it('leaves out the file of pair weights when all are 1', async () => {
    const snapshots = new SnapshotDirectory(await makeDirectory());
    const manifest = await snapshots.publish(tinyContents([{ userKey: 'ann', itemKey: 'fig' }]));
    expect(Object.keys(manifest.files)).not.toContain('interactions.values.bin');
    expect((await snapshots.openCurrent()).interactions.values).toBeNull();
  });

  it('says SNAPSHOT_MISSING before anything was published, also in a directory that is not there', async () => {
    const root = await makeDirectory();
    await expect(new SnapshotDirectory(root).openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_MISSING' });
    const nowhere = new SnapshotDirectory(join(root, 'nowhere'));
    await expect(nowhere.openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_MISSING' });
    await expect(nowhere.verify()).rejects.toMatchObject({ code: 'SNAPSHOT_MISSING' });
    expect(await nowhere.list()).toEqual([]);
  });

  it.each(['20200101T000000000Z-00000000', '../../etc', ''])(
    'says SNAPSHOT_NOT_FOUND for version %j',
    async (version) => {
      const snapshots = new SnapshotDirectory(await makeDirectory());
      await snapshots.publish(CONTENTS);
      await expect(snapshots.open(version)).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' });
    },
  );

  it('gives later versions later names while the clock stands still or goes back', async () => {
    const clock = fixedClock(1_700_000_000_000);
    const snapshots = new SnapshotDirectory(await makeDirectory(), { clock });
    const first = await snapshots.publish(CONTENTS);
    const second = await snapshots.publish(CONTENTS);
    clock.advance(-5_000);
    const third = await snapshots.publish(CONTENTS);

    expect([first, second, third].map(({ createdAt }) => createdAt - 1_700_000_000_000)).toEqual([0, 1, 2]);
    const listed = await snapshots.list();
    expect(listed.map(({ version }) => version)).toEqual([third.version, second.version, first.version]);
    expect(listed.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false]);
  });

  it('publishes two at the same time one after the other', async () => {
    const root = await makeDirectory();
    const manifests = await Promise.all([0, 1, 2].map(() => new SnapshotDirectory(root).publish(CONTENTS)));
    expect(new Set(manifests.map(({ version }) => version)).size).toBe(3);
    await new SnapshotDirectory(root).verify();
  });

  it('leaves nothing temporary behind and cleans up what others left', async () => {
    const root = await makeDirectory();
    await writeFile(join(root, 'tmp-abandoned'), 'half');
    await new SnapshotDirectory(root).publish(CONTENTS);
    expect((await readdir(root)).sort()).toEqual(['current', 'versions']);
  });

  it('opens while others publish, prune and erase, always a whole version', async () => {
    const root = await makeDirectory();
    const writer = new SnapshotDirectory(root);
    const reader = new SnapshotDirectory(root);
    await writer.publish(CONTENTS);
    const isWriting = { yes: true };
    const writing = (async () => {
      for (let round = 0; round < 8; round++) {
        await writer.publish({ ...CONTENTS, seed: round });
        if (round % 3 === 0) await writer.eraseUser('ann');
        await writer.prune(1);
      }
    })().finally(() => (isWriting.yes = false));
    let opened = 0;
    while (isWriting.yes) {
      const snapshot = await reader.openCurrent();
      expect(snapshot.items.size).toBe(3);
      opened++;
    }
    await writing;
    expect(opened).toBeGreaterThan(0);
    expect((await reader.openCurrent()).manifest.seed).toBe(7);
  });

  it('has one file of the stated size for each entry of the manifest', async () => {
    const root = await makeDirectory();
    const { version, files } = await new SnapshotDirectory(root).publish(CONTENTS);
    const directory = join(root, 'versions', version);
    const names = (await readdir(directory)).filter((name) => name.endsWith('.bin'));
    expect(names.sort()).toEqual(Object.keys(files).sort());
    for (const name of names) expect((await stat(join(directory, name))).size).toBe(files[name]?.bytes);
  });
});
