import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { answerOf } from '../../e2e/edgewise-process.js';
import { temporaryDirectory } from '../../e2e/temporary-directory.js';

const PROGRAM = join(import.meta.dirname, '../../../dist/cli/edgewise.js');
const directory = temporaryDirectory();
const here = { directory: directory.path };

afterAll(() => {
  directory.remove();
});

describe('a line of 100 MB', () => {
  it('is one rejected line, and what stands around it is imported', async () => {
    const file = openSync(directory.inside('long.csv'), 'w');
    writeSync(file, `user,item\n${rows(0, 500)}u,`);
    const megabyte = Buffer.alloc(1_000_000, 'x');
    for (let count = 0; count < 100; count++) writeSync(file, megabyte);
    writeSync(file, `\n${rows(500, 1000)}`);
    closeSync(file);
    const answer = await answerOf(['import', '--format', 'csv', '--path', 'long.csv'], here);
    expect(answer).toMatchObject({ rejected: 1, rejectedByCode: { ROW_TOO_LONG: 1 }, interactionsRead: 1000 });
    const rejects = readFileSync(directory.inside('long.csv.rejects.ndjson'), 'utf8');
    expect(rejects.length).toBeLessThan(1000);
    expect(await answerOf(['store', 'check'], here)).toMatchObject({ interactions: 1000, problems: [] });
  });
});

const canMount = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0;
const whenMountable = canMount ? describe : describe.skip;

whenMountable(`a disk that runs full${canMount ? '' : ' (skipped: no mount namespaces here)'}`, () => {
  it('ends an import with DISK_FULL, and with more room the store is sound and the import can be repeated', () => {
    const lines = Array.from({ length: 4000 }, (_, user) =>
      [user, ...Array.from({ length: 60 }, (_, place) => (user * 7 + place * 31) % 9001)].join(' '),
    );
    writeFileSync(directory.inside('many.txt'), lines.join('\n'));
    const edgewise = (words: string): string =>
      `"${process.execPath}" "${PROGRAM}" ${words} --store embedded:disk/store --json`;
    const importing = edgewise('import --format lightgcn --path many.txt');
    const script = [
      'mkdir disk && mount -t tmpfs -o size=8m none disk',
      `${importing} 2> full.err; echo $? > full.code`,
      'mount -o remount,size=100m disk',
      edgewise('store check > check.json'),
      `${importing} > again.json`,
    ].join('\n');
    execFileSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], { cwd: directory.path });

    const read = (name: string): string => readFileSync(directory.inside(name), 'utf8');
    expect(read('full.code').trim()).toBe('1');
    expect(read('full.err')).toContain('"code":"DISK_FULL"');
    const kept = JSON.parse(read('check.json')) as { interactions: number; problems: string[] };
    expect(kept.problems).toEqual([]);
    expect(kept.interactions).toBeGreaterThan(0);
    expect(JSON.parse(read('again.json'))).toMatchObject({
      interactions: { created: 240_000 - kept.interactions, unchanged: kept.interactions },
    });
  });
});

function rows(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, row) => `u${from + row},i${(from + row) % 50}\n`).join('');
}
