import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { silentLogger, type Logger } from '../../src/core/log.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents } from '../fixtures/tiny-snapshot.js';

const makeDirectory = temporaryDirectories();
const CONTENTS = tinyContents([{ userKey: 'ann', itemKey: 'fig' }]);
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

describe('watching for a new current version', () => {
  it('reports what another process publishes, once', async () => {
    const root = await makeDirectory();
    const reader = new SnapshotDirectory(root);
    const { seen, next } = watch(reader);
    const { version } = await new SnapshotDirectory(root).publish(CONTENTS);
    expect(await next()).toBe(version);
    await settled();
    expect(seen).toEqual([version]);
  });

  it('works before the directory is there', async () => {
    const root = join(await makeDirectory(), 'later', 'snapshots');
    const { next } = watch(new SnapshotDirectory(root));
    const { version } = await new SnapshotDirectory(root).publish(CONTENTS);
    expect(await next()).toBe(version);
  });

  it('works when the directory appears whole, by a rename', async () => {
    const parent = await makeDirectory();
    const { next } = watch(new SnapshotDirectory(join(parent, 'mounted')));
    const { version } = await new SnapshotDirectory(join(parent, 'elsewhere')).publish(CONTENTS);
    await rename(join(parent, 'elsewhere'), join(parent, 'mounted'));
    expect(await next()).toBe(version);
  });

  it('is silent about the version that is already open, and reports a roll-back', async () => {
    const root = await makeDirectory();
    const writer = new SnapshotDirectory(root);
    const first = await writer.publish(CONTENTS);
    await writer.publish({ ...CONTENTS, seed: 2 });
    const reader = new SnapshotDirectory(root);
    await reader.openCurrent();
    const { seen, next } = watch(reader);
    await settled();
    expect(seen).toEqual([]);

    await writer.rollback();
    expect(await next()).toBe(first.version);
  });

  it('reports the version without an erased user', async () => {
    const root = await makeDirectory();
    const writer = new SnapshotDirectory(root);
    await writer.publish(CONTENTS);
    const reader = new SnapshotDirectory(root);
    await reader.openCurrent();
    const { next } = watch(reader);
    await writer.eraseUser('ann');
    expect(await next()).toBe((await writer.list())[0]!.version);
  });

  it('is silent once stopped', async () => {
    const root = await makeDirectory();
    const { seen, stop } = watch(new SnapshotDirectory(root));
    stop();
    await new SnapshotDirectory(root).publish(CONTENTS);
    await settled();
    expect(seen).toEqual([]);
  });

  it('logs a pointer that it cannot read and goes on', async () => {
    const root = await makeDirectory();
    const writer = new SnapshotDirectory(root);
    const { version } = await writer.publish(CONTENTS);
    await rename(join(root, 'current'), join(root, 'kept'));
    await rename(join(root, 'versions'), join(root, 'current')); // a directory in the pointer's place
    let warn: (message: string) => void = () => undefined;
    const warned = new Promise<string>((resolve) => (warn = resolve));
    const log: Logger = { ...silentLogger, warn: (_fields, message) => warn(message) };
    const { next } = watch(new SnapshotDirectory(root, { log }));
    expect(await warned).toBe('The pointer to the current snapshot cannot be read.');
    await rename(join(root, 'current'), join(root, 'versions'));
    await rename(join(root, 'kept'), join(root, 'current'));
    expect(await next()).toBe(version);
  });
});

function watch(snapshots: SnapshotDirectory): { seen: string[]; next: () => Promise<string>; stop: () => void } {
  const seen: string[] = [];
  let wake: (version: string) => void = () => undefined;
  const stop = snapshots.watch((version) => {
    seen.push(version);
    wake(version);
  });
  stops.push(stop);
  const next = () => (seen.length > 0 ? Promise.resolve(seen[0]!) : new Promise<string>((resolve) => (wake = resolve)));
  return { seen, next, stop };
}

/** Longer than a burst of events takes to settle. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
}
