import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixedClock } from '../../src/core/clock.js';
import { runContext } from '../../src/core/run-context.js';
import { writeImportFiles } from '../../src/pipeline/write-import-files.js';
import { runMain } from '../cli/run-main.js';
import { fileIn, NOW } from '../dataset/formats/rows-of.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { writeTrickyGraph } from '../fixtures/tricky-graph.js';

const GOLDEN = join(import.meta.dirname, '../golden/import-files');
const makeDirectory = temporaryDirectories();
const run = runContext({ clock: fixedClock(NOW) });
let directory: string;
let out: string;

beforeEach(async () => {
  directory = await makeDirectory();
  out = join(directory, 'out');
});

const read = (name: string) => readFile(join(out, name), 'utf8');
const ndjson = async (...objects: readonly object[]) =>
  ({
    format: 'ndjson',
    path: await fileIn(directory, 'events.ndjson', objects.map((object) => `${JSON.stringify(object)}\n`).join('')),
  }) as const;

describe('the files of an offline import', () => {
  it('are, byte for byte, those of test/golden', async () => {
    const source = { format: 'ndjson', path: await writeTrickyGraph(directory) } as const;
    const report = await writeImportFiles({ source, directory: out }, run);
    expect(report).toMatchObject({
      files: (await readdir(GOLDEN)).sort(),
      lines: 11,
      users: 3,
      items: 5,
      interactions: 5,
      interactionsRead: 6,
      attributesLeftOut: 1,
      rejected: 0,
    });
    expect((await readdir(out)).sort()).toEqual(report.files);
    for (const name of report.files) expect(await read(name)).toBe(await readFile(join(GOLDEN, name), 'utf8'));
    expect((await stat(join(out, 'import.sh'))).mode & 0o111).not.toBe(0);
    expect(await readdir(directory)).toEqual(['out', 'tricky.ndjson']);
  });

  it('hold each interaction once with its last weight, whatever the order', async () => {
    const event = fc.record({
      userKey: fc.constantFrom('a', 'b', 'c'),
      itemKey: fc.constantFrom('x', 'y'),
      behavior: fc.constantFrom('view', 'like'),
      at: fc.constantFrom(1764028800000, 1764028900000),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), async (events) => {
        out = join(directory, `out-${turn++}`);
        await writeImportFiles({ source: await ndjson(...events), directory: out }, run);
        const last = new Map(
          events.map(({ userKey, itemKey, behavior, at, weight }) => [
            `"${userKey}","${itemKey}","${behavior}",${at}`,
            weight,
          ]),
        );
        const lines = (await read('interactions.csv')).trimEnd().split('\n');
        expect(lines.sort()).toEqual(Array.from(last, ([identity, weight]) => `${identity},${weight}`).sort());
      }),
      { numRuns: 25 },
    );
  });

  it('say nothing of line breaks where there are none, so that the import uses all processors', async () => {
    const source = await ndjson({ userKey: 'a', itemKey: 'x' });
    const { command } = await writeImportFiles({ source, directory: out }, run);
    expect(command.join(' ')).toBe(
      'neo4j-admin database import full --nodes=User=users-header.csv,users.csv ' +
        '--nodes=Item=items-header.csv,items.csv ' +
        '--relationships=INTERACTED=interactions-header.csv,interactions.csv --array-delimiter=U+001F',
    );
  });

  it('divide lists by a character that none of them holds', async () => {
    const genres = ['a\u001Fb', 'c'];
    const source = await ndjson({ key: 'x', attributes: { genres } }, { userKey: 'a', itemKey: 'x' });
    const { command } = await writeImportFiles({ source, directory: out }, run);
    expect(command).toContain('--array-delimiter=U+001E');
    expect(await read('items.csv')).toBe('"x",,"a\u001Fb\u001Ec"\n');
  });

  it('hold what describes users, an attribute of another type under a header of its own', async () => {
    const source = await ndjson(
      { userKey: 'a', attributes: { country: 'no', likes: ['x', 'y'] } },
      { userKey: 'b', attributes: { country: 7 } },
      { userKey: 'a', itemKey: 'x' },
    );
    expect(await writeImportFiles({ source, directory: out }, run)).toMatchObject({ users: 2, interactions: 1 });
    const own = 'key:ID(User),revision:long,changedAt:long';
    expect(await read('users-header.csv')).toBe(`${own},country:string,likes:string[]\n`);
    expect(await read('users.csv')).toBe(`"a",1,${NOW},"no","x\u001Fy"\n`);
    expect(await read('users-2-header.csv')).toBe(`${own},country:long\n`);
    expect(await read('users-2.csv')).toBe(`"b",1,${NOW},7\n`);
  });

  it('are not made when a name of an attribute fits no header', async () => {
    const source = await ndjson({ key: 'x', attributes: { 'a{b': 1 } }, { userKey: 'a', itemKey: 'x' });
    await expect(writeImportFiles({ source, directory: out }, run)).rejects.toMatchObject({
      code: 'INTERACTION_INVALID',
      place: { field: 'a{b' },
    });
    expect(await readdir(directory)).toEqual(['events.ndjson']);
  });

  it('never go into a directory that holds something, before anything is read', async () => {
    await mkdir(out);
    await writeFile(join(out, 'mine.txt'), 'mine');
    const source = { format: 'csv', path: join(directory, 'missing.csv') } as const;
    await expect(writeImportFiles({ source, directory: out }, run)).rejects.toMatchObject({
      code: 'OUTPUT_EXISTS',
      place: { file: out, setting: '--out' },
    });
    expect(await readdir(out)).toEqual(['mine.txt']);
  });

  it('take the place of an empty directory', async () => {
    await mkdir(out);
    await writeImportFiles({ source: await ndjson({ userKey: 'a', itemKey: 'x' }), directory: out }, run);
    expect(await read('users.csv')).toBe(`"a",1,${NOW}\n`);
  });

  it('leave nothing when the run is interrupted while it reads or writes', async () => {
    for (const stage of ['read', 'write']) {
      const objects = Array.from({ length: 30_000 }, (_, n) => ({ userKey: `user-${n}`, itemKey: `item-${n % 9}` }));
      const controller = new AbortController();
      const seen = new Set<string>();
      const progress = (event: { stage: string }) => {
        seen.add(event.stage);
        if (event.stage === stage) controller.abort();
      };
      const interrupted = runContext({ clock: fixedClock(NOW), progress, signal: controller.signal });
      const source = await ndjson(...objects);
      await expect(writeImportFiles({ source, directory: out }, interrupted)).rejects.toMatchObject({
        code: 'INTERRUPTED',
      });
      expect(seen).toContain(stage);
      expect(await readdir(directory)).toEqual(['events.ndjson']);
    }
  });

  it('are not made of an input that is mostly rejected', async () => {
    const path = await fileIn(directory, 'events.csv', 'user,item\na,x\n,x\n,y\n');
    const rejectsPath = join(directory, 'rejects.ndjson');
    const job = { source: { format: 'csv', path }, directory: out, rejectsPath } as const;
    await expect(writeImportFiles(job, run)).rejects.toMatchObject({
      code: 'TOO_MANY_REJECTED',
      message: expect.stringContaining('No file was written.'),
    });
    expect(await readdir(directory)).toEqual(['events.csv', 'rejects.ndjson']);
    expect(await writeImportFiles({ ...job, maxRejected: 1 }, run)).toMatchObject({
      rejected: 2,
      rejectedByCode: { ROW_KEY_MISSING: 2 },
      rejectsPath,
      interactions: 1,
    });
  });
});

describe('edgewise store import-files', () => {
  it('writes them and tells what it wrote, for people and for machines', async () => {
    const path = await fileIn(directory, 'log.csv', 'person,thing\na,x\na,x\nb,x\n');
    const words = [
      'store',
      'import-files',
      '--format',
      'csv',
      '--path',
      path,
      '--map',
      'user=person,item=thing',
      '--out',
    ];
    const told = await runMain([...words, out]);
    expect(told.exitCode).toBe(0);
    expect(told.stdout).toContain(`2 users, 1 items and 2 interactions in ${out}`);
    expect(told.stdout).toContain('1 repeated interactions written once');
    const { stdout, exitCode } = await runMain([...words, join(directory, 'again'), '--json']);
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { users: 2, items: 1, interactions: 2, lines: 3 }]);
    expect(await runMain([...words, out])).toMatchObject({ exitCode: 2, stdout: '' });
  });
});
