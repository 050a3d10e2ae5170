import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents } from '../fixtures/tiny-snapshot.js';
import { runMain, type MainResult } from './run-main.js';

const temporaryDirectory = temporaryDirectories();

describe('edgewise graph ego', () => {
  it('writes the graph around a user', async () => {
    const { exitCode, stdout } = await ego(['--user', 'ann', '--format', 'json']);
    expect(exitCode).toBe(0);
    const { nodes } = JSON.parse(stdout) as { nodes: { key: string }[] };
    expect(nodes.map(({ key }) => key)).toEqual(['user:ann', 'item:fig', 'user:ben']);
  });

  it('writes the graph around an item, within a radius', async () => {
    const { stdout } = await ego(['--item', 'nut', '--radius', '1', '--format', 'dot']);
    expect(stdout).toContain('"user:ben"');
    expect(stdout).not.toContain('item:fig');
  });

  it.each([
    ['USER_NOT_FOUND', 1, ['--user', 'nobody']],
    ['ITEM_NOT_FOUND', 1, ['--item', 'nothing']],
    ['USAGE', 2, []],
    ['USAGE', 2, ['--user', 'ann', '--item', 'fig']],
  ])('says %s with exit code %i', async (code, expected, words) => {
    const { exitCode, stderr } = await ego(words);
    expect(exitCode).toBe(expected);
    expect(stderr).toContain(code);
  });
});

async function ego(words: readonly string[]): Promise<MainResult> {
  const snapshots = join(await temporaryDirectory(), 'snapshots');
  await new SnapshotDirectory(snapshots).publish(
    tinyContents([
      { userKey: 'ann', itemKey: 'fig' },
      { userKey: 'ben', itemKey: 'fig' },
      { userKey: 'ben', itemKey: 'nut' },
    ]),
  );
  return runMain(['graph', 'ego', ...words, '--snapshots', snapshots]);
}
