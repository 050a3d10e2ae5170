import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProgressEvent } from '../../src/core/progress.js';
import { runContext } from '../../src/core/run-context.js';
import type { Rejection } from '../../src/dataset/formats/row.js';
import { importInteractions } from '../../src/pipeline/import.js';
import type { InteractionStore } from '../../src/store/interaction-store.js';
import { fileIn, truncatedGzip } from '../dataset/formats/rows-of.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { openAt } from '../store/embedded/open-at.js';
import { importInChild } from './import/import-in-child.js';
import { sourceFingerprint, storeFingerprint } from './import/imported.js';

const makeDirectory = temporaryDirectories();
let directory: string;
let store: InteractionStore;

beforeEach(async () => {
  directory = await makeDirectory();
  store = await openAt(join(directory, 'store'));
});
afterEach(() => store.close());

/** `count` events, ten a user. */
function events(count: number): string {
  const lines = Array.from({ length: count }, (_, n) => `u${Math.floor(n / 10)},i${n % 97},${1_500_000_000 + n}`);
  return `user,item,at\n${lines.join('\n')}\n`;
}

describe('an import', () => {
  it('reports what was created and, the second time, that nothing changed', async () => {
    const path = await fileIn(directory, 'events.csv', 'user,item,name\nann,1,Tea\nbob,1,Tea\nbob,2,Oat\nbob,2,Oat\n');
    const job = { store, source: { format: 'csv', path, map: 'title=name' } } as const;
    const none = { created: 0, updated: 0, unchanged: 0 };
    expect(await importInteractions(job, runContext())).toEqual({
      lines: 4,
      items: { ...none, created: 2 },
      users: none,
      interactions: { ...none, created: 3 },
      interactionsRead: 4,
      rejected: 0,
      rejectedByCode: {},
      seconds: expect.any(Number),
    });
    const before = await storeFingerprint(store);
    expect(await importInteractions(job, runContext())).toMatchObject({
      items: { ...none, unchanged: 2 },
      interactions: { ...none, unchanged: 3 },
    });
    expect(await storeFingerprint(store)).toBe(before);
    expect(await store.itemsByKey(['1', '2'])).toMatchObject([{ title: 'Tea' }, { title: 'Oat' }]);
  });

  it('in small batches leaves the same as in one', async () => {
    const path = await fileIn(directory, 'events.csv', events(300));
    const source = { format: 'csv', path } as const;
    const seen: ProgressEvent[] = [];
    await importInteractions({ store, source, batchSize: 7 }, runContext({ progress: (step) => seen.push(step) }));
    expect(await storeFingerprint(store)).toBe(await sourceFingerprint(source));
    const last = seen[seen.length - 1]!;
    expect(last).toMatchObject({ stage: 'import', unit: 'bytes', detail: { interactions: 300, rejected: 0 } });
    expect(last.done).toBe(last.total);
  });

  it('takes the last of two weights and the last description of an item, within a file and between files', async () => {
    const first = await fileIn(directory, '1.csv', 'user,item,weight,name\nann,1,2,Tee\nann,1,3,Tea\n');
    const second = await fileIn(directory, '2.csv', 'user,item,weight,name\nann,1,5,Green tea\n');
    for (const path of [first, second]) {
      await importInteractions({ store, source: { format: 'csv', path, map: 'title=name' } }, runContext());
      const [interactions] = await store.interactionsOf(['ann'], { first: 5 });
      const [item] = await store.itemsByKey(['1']);
      expect([interactions![0]!.weight, item?.title]).toEqual(path === first ? [3, 'Tea'] : [5, 'Green tea']);
    }
  });

  it('of the generated sample counts rows', async () => {
    const seen: ProgressEvent[] = [];
    const source = { format: 'generated', users: 20, items: 30, interactions: 200 } as const;
    const report = await importInteractions({ store, source }, runContext({ progress: (step) => seen.push(step) }));
    expect(report.items.created).toBe(30);
    expect(seen[seen.length - 1]).toMatchObject({ unit: 'rows', done: report.lines });
  });
});

describe('rejected lines', () => {
  const bad = ['ann,tea,-5', ',tea,0', 'ann,tea', `ann,${'x'.repeat(600)},0`];

  it('go to a file with place, code, reason and text, and are counted', async () => {
    const path = await fileIn(directory, 'events.csv', events(1000) + bad.join('\n'));
    const rejectsPath = join(directory, 'new', 'rejects.ndjson');
    const report = await importInteractions({ store, source: { format: 'csv', path }, rejectsPath }, runContext());
    expect(report).toMatchObject({
      lines: 1004,
      interactions: { created: 1000 },
      rejected: 4,
      rejectedByCode: { ROW_COLUMNS: 1, ROW_KEY_MISSING: 1, ROW_KEY_TOO_LONG: 1, ROW_TIME_INVALID: 1 },
      rejectsPath,
    });
    const rejections = (await readFile(rejectsPath, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Rejection); // prettier-ignore
    expect(rejections[0]).toEqual({
      file: path,
      line: 1002,
      code: 'ROW_TIME_INVALID',
      reason: '"-5" is not a time since 1970',
      text: 'ann,tea,-5',
    });
    expect(rejections[3]).toMatchObject({ line: 1005, text: `ann,${'x'.repeat(195)}…` });
    expect(await readdir(join(directory, 'new'))).toEqual(['rejects.ndjson']);
  });

  it('of an earlier import do not stay when there are none now', async () => {
    const path = await fileIn(directory, 'events.csv', events(10));
    const rejectsPath = await fileIn(directory, 'rejects.ndjson', 'old');
    const report = await importInteractions({ store, source: { format: 'csv', path }, rejectsPath }, runContext());
    expect(report.rejectsPath).toBeUndefined();
    expect(await readdir(directory)).not.toContain('rejects.ndjson');
  });

  it('above the allowed share fail the import, which has then written nothing of a small file', async () => {
    const path = await fileIn(directory, 'events.csv', events(100) + bad.join('\n'));
    const rejectsPath = join(directory, 'rejects.ndjson');
    const job = { store, source: { format: 'csv', path }, rejectsPath } as const;
    await expect(importInteractions(job, runContext())).rejects.toMatchObject({
      code: 'TOO_MANY_REJECTED',
      exitCode: 3,
    });
    expect((await store.stats()).interactions).toBe(0);
    expect((await readFile(rejectsPath, 'utf8')).trim().split('\n')).toHaveLength(4);
    expect(await importInteractions({ ...job, maxRejected: 0.05 }, runContext())).toMatchObject({ rejected: 4 });
    expect((await store.stats()).interactions).toBe(100);
  });

  it('above the allowed share in the first 10,000 lines fail it there', async () => {
    const path = await fileIn(
      directory,
      'events.csv',
      events(9000) + `${bad[1]!}\n`.repeat(1000) + events(200_000).slice(13),
    );
    await expect(importInteractions({ store, source: { format: 'csv', path } }, runContext())).rejects.toThrow(
      /^1000 of \d{5} lines/,
    );
  });

  it('cannot be allowed beyond all of them', async () => {
    const source = { format: 'generated' } as const;
    await expect(importInteractions({ store, source, maxRejected: 1.5 }, runContext())).rejects.toMatchObject({
      code: 'BAD_SETTING',
    });
  });

  it('say so when their file cannot be written', async () => {
    const path = await fileIn(directory, 'events.csv', events(1000) + bad[0]!);
    const job = { store, source: { format: 'csv', path }, rejectsPath: join(path, 'no', 'directory') } as const;
    await expect(importInteractions(job, runContext())).rejects.toMatchObject({ code: 'BAD_SETTING' });
  });
});

describe('an import that does not come to its end', () => {
  it('by interruption is mended by running it again', async () => {
    const path = await fileIn(directory, 'events.csv', events(30_000));
    const source = { format: 'csv', path } as const;
    const interruption = new AbortController();
    const run = runContext({ signal: interruption.signal, progress: () => interruption.abort() });
    await expect(importInteractions({ store, source, batchSize: 1000 }, run)).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    const { interactions } = await store.stats();
    expect(interactions).toBeGreaterThan(0);
    expect(interactions).toBeLessThan(30_000);
    await importInteractions({ store, source }, runContext());
    expect(await storeFingerprint(store)).toBe(await sourceFingerprint(source));
  });

  it('by a kill is mended by running it again', async () => {
    await store.close();
    const path = await fileIn(directory, 'events.csv', events(30_000));
    const storePath = join(directory, 'killed');
    const child = importInChild(storePath, path);
    await once(child.stdout, 'data'); // the first batch is in
    child.kill('SIGKILL');
    await once(child, 'exit');
    store = await openAt(storePath);
    const { interactions } = await store.stats();
    expect(interactions).toBeGreaterThan(0);
    expect(interactions).toBeLessThan(30_000);
    const source = { format: 'csv', path } as const;
    await importInteractions({ store, source }, runContext());
    expect(await storeFingerprint(store)).toBe(await sourceFingerprint(source));
  });

  it.each<[string, string | Buffer, string]>([
    ['empty', '', 'FILE_EMPTY'],
    ['binary', Buffer.from(Array.from({ length: 300 }, (_, n) => n % 256)), 'FORMAT_MISMATCH'],
    ['of other columns', 'who,what\n1,2\n', 'FORMAT_MISMATCH'],
    ['of bad UTF-8', Buffer.from('user,item\n\xff,a\n\xfe,b\n', 'latin1'), 'FORMAT_MISMATCH'],
    ['of negative weights', 'user,item,weight\nann,tea,-1\n', 'TOO_MANY_REJECTED'],
    ['of future times', 'user,item,at\nann,tea,2999-01-01\n', 'TOO_MANY_REJECTED'],
    ['cut short', truncatedGzip(events(50_000)), 'GZIP_CORRUPT'],
  ])('because its file is %s leaves the store intact', async (_, content, code) => {
    const sound = await fileIn(directory, 'sound.csv', 'user,item\nann,tea\n');
    await importInteractions({ store, source: { format: 'csv', path: sound } }, runContext());
    const path = await fileIn(directory, 'damaged.csv', content);
    const damaged = importInteractions({ store, source: { format: 'csv', path } }, runContext());
    await expect(damaged).rejects.toMatchObject({ code });
    expect(await store.interactionsOf(['ann'], { first: 5 })).toMatchObject([[{ itemKey: 'tea' }]]);
    await writeFile(path, gzipSync(events(50)));
    await importInteractions({ store, source: { format: 'csv', path } }, runContext());
    expect((await store.stats()).users).toBeGreaterThanOrEqual(6);
  });
});
