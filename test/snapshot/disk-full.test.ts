import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();
const LOADER = join(import.meta.dirname, '../../scripts/typescript.mjs');
const PROGRAM = join(import.meta.dirname, '../fixtures/publish-until-full.ts');

/** A small file system of its own needs a mount namespace, which not every system gives. */
const canMount = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0;
const whenMountable = canMount ? describe : describe.skip;

interface Seen {
  readonly code: string;
  readonly published: readonly string[];
  readonly current: string;
  readonly versions: readonly string[];
  readonly afterwards: string;
  readonly names: readonly string[];
}

whenMountable(`a disk that runs full${canMount ? '' : ' (skipped: no mount namespaces here)'}`, () => {
  it('is DISK_FULL, leaves nothing half-written and the current version intact, and is no obstacle once there is room', async () => {
    const root = await makeDirectory();
    const script = 'mount -t tmpfs -o size=2m none "$1" && exec "$2" --import "$3" "$4" "$1"';
    const words = [
      '--user',
      '--map-root-user',
      '--mount',
      'sh',
      '-c',
      script,
      'sh',
      root,
      process.execPath,
      LOADER,
      PROGRAM,
    ];

    const seen = JSON.parse(execFileSync('unshare', words, { encoding: 'utf8' })) as Seen;

    expect(seen.code).toBe('DISK_FULL');
    expect(seen.published.length).toBeGreaterThan(1);
    expect(seen.versions).toEqual(seen.published);
    expect(seen.current).toBe(seen.published.at(-1));
    expect(seen.afterwards > seen.current).toBe(true);
    expect(seen.names).toEqual(['current', 'versions']);
  });
});
