import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fileIn } from '../../dataset/formats/rows-of.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();
const LOADER = join(import.meta.dirname, '../../../scripts/typescript.mjs');
const PROGRAM = join(import.meta.dirname, 'import-rejecting.ts');

/** A small file system of its own needs a mount namespace, which not every system gives. */
const canMount = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0;
const whenMountable = canMount ? describe : describe.skip;

whenMountable(
  `a disk that is too small for the rejects file${canMount ? '' : ' (skipped: no mount namespaces here)'}`,
  () => {
    it('is DISK_FULL', async () => {
      const directory = await makeDirectory();
      const path = await fileIn(directory, 'events.csv', `user,item\nann,tea\n${',tea\n'.repeat(20_000)}`);
      const small = join(directory, 'small');
      await mkdir(small);
      const script =
        'mount -t tmpfs -o size=256k none "$1" && exec "$2" --import "$3" "$4" "$5" "$6" "$1/rejects.ndjson"';
      const words = [small, process.execPath, LOADER, PROGRAM, join(directory, 'store'), path];
      const output = execFileSync('unshare', [
        '--user',
        '--map-root-user',
        '--mount',
        'sh',
        '-c',
        script,
        'sh',
        ...words,
      ]);
      expect(output.toString().trim()).toBe('DISK_FULL');
    });
  },
);
