import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { createKey } from '../../../src/graphql/access/keys/administer-keys.js';
import { readKeys } from '../../../src/graphql/access/keys/key-file.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const LOADER = join(import.meta.dirname, '../../../scripts/typescript.mjs');
const WRITER = join(import.meta.dirname, 'keys-writer.ts');
const KILLS = 4;
const MOST_LINES = 40;
/** What a killed writer holds is taken over after ten seconds. */
const LATER_MILLISECONDS = 11_000;

const directory = temporaryDirectories();
const random = Random.stream(7, 'keys-kill');

describe('The file of keys', () => {
  it('holds every key that was spoken of, whenever its writer is killed, and is changed by the next', async () => {
    const file = join(await directory(), 'keys.json');
    const spoken = new Set<string>();
    for (let kill = 0; kill < KILLS; kill++) {
      for (const id of await killWriter(file, 1 + random.below(MOST_LINES))) spoken.add(id);
      const known = new Set((await readKeys(file)).map(({ id }) => id));
      expect([...spoken].filter((id) => !known.has(id))).toEqual([]);
      const { key } = await createKey(file, { name: 'next', scopes: ['read'] }, Date.now() + LATER_MILLISECONDS);
      spoken.add(key.id);
    }
    expect(spoken.size).toBeGreaterThanOrEqual(2 * KILLS);
    expect(await readdir(dirname(file))).toEqual(['keys.json']);
  });
});

/** Starts one and kills it (SIGKILL) after so many lines and a moment more; returns the ids that it spoke of. */
async function killWriter(file: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', LOADER, WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const ids: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line);
    if (ids.length === lines) setTimeout(() => child.kill('SIGKILL'), random.below(5));
  }
  await exited;
  return ids;
}
