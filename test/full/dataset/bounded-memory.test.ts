import { execFileSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../../src/dataset/formats/read-source.js';
import type { Rejection } from '../../../src/dataset/formats/row.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();
const MEGABYTE = 1024 * 1024;
const LOADER = join(import.meta.dirname, '../../../scripts/typescript.mjs');
const PROGRAM = join(import.meta.dirname, 'read-and-report.ts');

/** A source of each format at a path, its header, and a line that it takes. */
const FORMATS: readonly [string, (path: string) => Source, string, string][] = [
  ['movielens', (path) => ({ format: 'movielens', path }), 'userId,movieId,rating,timestamp\n', '1,2,3.5,964982703\n'],
  ['lightgcn', (path) => ({ format: 'lightgcn', path }), '', '0 1 2 3\n'],
  ['csv', (path) => ({ format: 'csv', path }), 'user,item\n', 'ann,tea\n'],
  ['ndjson', (path) => ({ format: 'ndjson', path }), '', '{"userKey":"ann","itemKey":"tea"}\n'],
];

describe.each(FORMATS)('%s', (_, source, header, line) => {
  it('reads through a line of 100 MB as one rejection, without holding it', async () => {
    const directory = await makeDirectory();
    const long = join(directory, 'long.csv');
    await write(long, [
      header,
      line.repeat(10_000),
      ...Array<string>(100).fill('7'.repeat(MEGABYTE)),
      '\n',
      line.repeat(10_000),
    ]);
    const expected = report(source(await small(header, line)));
    const found = report(source(long));
    expect(found.interactions).toBe(20 * expected.interactions);
    const place = { file: long, line: (header === '' ? 0 : 1) + 10_001, code: 'ROW_TOO_LONG' };
    expect(found.rejections).toEqual([expect.objectContaining(place)]);
    expect(found.peakRss - expected.peakRss).toBeLessThan(72 * MEGABYTE);
  });

  it('reads a file of 96 MB in a heap of 72 MB, of which the loader of this program takes a good part', async () => {
    const path = join(await makeDirectory(), 'large.csv');
    const lines = Math.ceil(MEGABYTE / line.length);
    await write(path, [header, ...Array<string>(96).fill(line.repeat(lines))]);
    const found = report(source(path), '--max-old-space-size=72');
    expect(found.interactions).toBe(96 * lines * (report(source(await small(header, line))).interactions / 1000));
  });
});

/** A file of a thousand lines. */
async function small(header: string, line: string): Promise<string> {
  const path = join(await makeDirectory(), 'small.csv');
  await write(path, [header, line.repeat(1000)]);
  return path;
}

interface Report {
  readonly interactions: number;
  readonly rejections: Rejection[];
  readonly peakRss: number;
}

function report(source: Source, ...flags: string[]): Report {
  const output = execFileSync(process.execPath, [...flags, '--import', LOADER, PROGRAM, JSON.stringify(source)]);
  return JSON.parse(output.toString()) as Report;
}

async function write(path: string, parts: readonly string[]): Promise<void> {
  const file = await open(path, 'w');
  for (const part of parts) await file.writeFile(part);
  await file.close();
}
