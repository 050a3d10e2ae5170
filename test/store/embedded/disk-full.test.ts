import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { byIdentity } from '../../contracts/interaction-store/sample.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { batch } from './written-batches.js';

const makeDirectory = temporaryDirectories();
const LOADER = join(import.meta.dirname, '../../../scripts/typescript.mjs');
const PROGRAM = join(import.meta.dirname, 'write-until-full.ts');

/** A small file system of its own needs a mount namespace, which not every system gives. */
const canMount = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0;
const whenMountable = canMount ? describe : describe.skip;

interface Seen {
  readonly code: string;
  readonly written: number;
  readonly full: number;
  readonly afterwards: { readonly created: number };
  readonly reopened: number;
}

whenMountable(`a disk that runs full${canMount ? '' : ' (skipped: no mount namespaces here)'}`, () => {
  it('is DISK_FULL, keeps nothing of the call, and is no obstacle once there is room', async () => {
    const script = 'mount -t tmpfs -o size=3m none "$1" && exec "$2" --import "$3" "$4" "$1"';
    const words = ['--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh'];
    const output = execFileSync('unshare', [...words, await makeDirectory(), process.execPath, LOADER, PROGRAM]);
    const { code, written, full, afterwards, reopened } = JSON.parse(output.toString()) as Seen;

    const sizeOf = (batches: number): number =>
      byIdentity(Array.from({ length: batches }, (_, number) => batch(number)).flat()).size;
    expect(code).toBe('DISK_FULL');
    expect(written).toBeGreaterThan(1);
    expect(full).toBe(sizeOf(written));
    expect(afterwards.created).toBe(sizeOf(written + 1) - sizeOf(written));
    expect(reopened).toBe(sizeOf(written + 1));
  });
});
