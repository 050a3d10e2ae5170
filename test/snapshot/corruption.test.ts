import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents } from '../fixtures/tiny-snapshot.js';

const makeDirectory = temporaryDirectories();

let root: string;
let snapshots: SnapshotDirectory;
let directory: string;

beforeEach(async () => {
  root = await makeDirectory();
  snapshots = new SnapshotDirectory(root);
  const contents = tinyContents(
    [
      { userKey: 'ann', itemKey: 'fig', weight: 2 },
      { userKey: 'ben', itemKey: 'fig' },
      { userKey: 'ben', itemKey: 'kiwi' },
    ],
    { weighting: { mode: 'sum', behaviorWeights: {} } },
  );
  directory = join(root, 'versions', (await snapshots.publish(contents)).version);
});

describe('a damaged version', () => {
  it('is refused with the file when any byte of any file is flipped', async () => {
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      const intact = await readFile(path);
      for (const position of new Set([0, intact.length >> 1, intact.length - 1])) {
        const damaged = Buffer.from(intact);
        damaged[position]! ^= 0x01;
        await writeFile(path, damaged);
        await expect(snapshots.openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
        await expect(snapshots.verify()).rejects.toThrow(name.replace('.sha256', ''));
      }
      await writeFile(path, intact);
    }
    await snapshots.verify();
  });

  it('is refused with the file when any file is truncated, extended, emptied or gone', async () => {
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      const intact = await readFile(path);
      const damages = [
        () => truncate(path, intact.length - 1),
        () => writeFile(path, Buffer.concat([intact, Buffer.from([0])])),
        () => truncate(path, 0),
        () => rm(path),
      ];
      for (const damage of damages) {
        await damage();
        await expect(snapshots.openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
        await writeFile(path, intact);
      }
    }
    await snapshots.verify();
  });

  it('is not passed over for an older one: rolling back is a command', async () => {
    const older = (await snapshots.list())[0]!.version;
    const { version } = await snapshots.publish(tinyContents([{ userKey: 'ann', itemKey: 'fig' }]));
    await truncate(join(root, 'versions', version, 'users.keys.bin'), 1);

    await expect(snapshots.openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
    expect((await snapshots.rollback()).version).toBe(older);
    expect((await snapshots.openCurrent()).manifest.version).toBe(older);
  });

  it('is SNAPSHOT_FORMAT when its manifest is of another format version', async () => {
    await rewriteManifest((manifest) => ({ ...manifest, formatVersion: 2 }));
    await expect(snapshots.openCurrent()).rejects.toMatchObject({
      code: 'SNAPSHOT_FORMAT',
      place: { file: join(directory, 'manifest.json'), field: 'formatVersion' },
    });
  });

  it.each([
    ['version', 'latest'],
    ['createdAt', 'yesterday'],
    ['tombstones', {}],
    ['components', [{ kind: 'dot' }]],
    ['dataset', { fingerprint: '', behaviors: [], weighting: { mode: 'guess', behaviorWeights: {} } }],
    ['counts', null],
    ['metrics', { 'recall@20': null }],
    ['files', { '../../../etc/passwd': { type: 'utf8', shape: [1], bytes: 1, sha256: '0'.repeat(64) } }],
  ])('is refused with the field when its manifest has a malformed %s', async (field, value) => {
    await rewriteManifest((manifest) => ({ ...manifest, [field]: value }));
    await expect(snapshots.openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT', place: { field } });
  });

  it('is refused when its manifest forgets a file', async () => {
    await rewriteManifest(({ files, ...manifest }) => {
      const { 'events.at.bin': forgotten, ...rest } = files as Record<string, unknown>;
      expect(forgotten).toBeDefined();
      return { ...manifest, files: rest };
    });
    await expect(snapshots.openCurrent()).rejects.toMatchObject({
      code: 'SNAPSHOT_CORRUPT',
      place: { file: join(directory, 'events.at.bin') },
    });
  });

  it('is refused when its directory bears the name of another version', async () => {
    const other = '20200101T000000000Z-00000000';
    await cp(directory, join(root, 'versions', other), { recursive: true });
    await expect(snapshots.verify(other)).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
  });

  it('is refused when arrays with right checksums do not fit together', async () => {
    const indices = join(directory, 'interactions.indices.bin');
    const bytes = Buffer.from(Int32Array.from([0, 0, 9]).buffer);
    await writeFile(indices, bytes);
    await rewriteManifest(({ files, ...manifest }) => {
      const entries = files as Record<string, object>;
      const entry = { ...entries['interactions.indices.bin'], sha256: sha256(bytes) };
      return { ...manifest, files: { ...entries, 'interactions.indices.bin': entry } };
    });
    await expect(snapshots.openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
  });

  it('stands in the list with its problem', async () => {
    await truncate(join(directory, 'manifest.json'), 10);
    const [listed] = await snapshots.list();
    expect(listed).toMatchObject({ isCurrent: true, bytes: 0, problem: { code: 'SNAPSHOT_CORRUPT' } });
  });
});

describe('a damaged pointer', () => {
  it('is refused when it names no version', async () => {
    await writeFile(join(root, 'current'), '../../elsewhere\n');
    await expect(snapshots.openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
  });

  it('is refused when its version is not there', async () => {
    await rm(directory, { recursive: true });
    await expect(snapshots.openCurrent()).rejects.toMatchObject({ code: 'SNAPSHOT_CORRUPT' });
  });
});

async function rewriteManifest(change: (manifest: Record<string, unknown>) => object): Promise<void> {
  const path = join(directory, 'manifest.json');
  const json = JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>));
  await writeFile(path, json);
  await writeFile(`${path}.sha256`, `${sha256(Buffer.from(json))}  manifest.json\n`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
