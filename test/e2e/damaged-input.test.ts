import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, errorOf } from './edgewise-process.js';
import { CSV_MAP, SMALL_GRAPH, writeCsv } from './small-graph.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };

/** A csv file that is sound but for what a test puts into it. */
const SOUND = Array.from({ length: 200 }, (_, row) => `d${row % 20},e${row % 30},view,${1.7e9 + row}`);

const importWords = (...more: string[]): string[] => [
  'import',
  '--format',
  'csv',
  '--path',
  'damaged',
  '--map',
  CSV_MAP,
  ...more,
];
const write = (content: string | Buffer): void => writeFileSync(directory.inside('damaged'), content);
const withLines = (...lines: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from(`who,what,how,when\n${SOUND.join('\n')}\n`),
    ...lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from('\n')])),
  ]);

beforeAll(async () => {
  writeCsv(directory.inside('log.csv'));
  await answerOf(['import', '--format', 'csv', '--path', 'log.csv', '--map', CSV_MAP], here);
});

afterAll(() => {
  directory.remove();
});

describe('a file that cannot be imported ends in a coded error', () => {
  afterEach(async () => {
    expect(await answerOf(['store', 'check'], here)).toMatchObject({ ...SMALL_GRAPH, problems: [] });
  });

  const binary = Buffer.from(Array.from({ length: 20_000 }, (_, byte) => (byte * 7919) % 256));
  const gzip = gzipSync(`who,what,how,when\n${SOUND.join('\n')}`);

  it.each([
    ['is empty', Buffer.alloc(0), 'FILE_EMPTY'],
    ['holds only a header', Buffer.from('who,what,how,when\n'), 'FILE_EMPTY'],
    ['is binary', binary, 'FORMAT_MISMATCH'],
    ['has a gzip of which the end is missing', gzip.subarray(0, gzip.length - 20), 'GZIP_CORRUPT'],
    ['lacks a mapped column', Buffer.from(`user;item\n${SOUND.join('\n')}`), 'MAP_INVALID'],
    [
      'has negative weights everywhere',
      Buffer.from(`who,what,how,when,weight\n${SOUND.map((line) => `${line},-1`).join('\n')}`),
      'TOO_MANY_REJECTED',
    ],
  ])('when it %s', async (_, content, code) => {
    write(content);
    expect(await errorOf(importWords(), here)).toMatchObject({ code });
  });

  it('when it is not there', async () => {
    expect(await errorOf(['import', '--format', 'movielens', '--path', 'nowhere'], here)).toMatchObject({
      code: 'FILE_NOT_FOUND',
      exitCode: 1,
    });
  });

  it('when the format is none', async () => {
    expect(await errorOf(['import', '--format', 'parquet', '--path', 'log.csv'], here)).toMatchObject({
      code: 'FORMAT_UNKNOWN',
      exitCode: 2,
    });
  });

  it('when a line is not text, for a format of whole numbers', async () => {
    write('one two three\nfour five six\n');
    const words = ['import', '--format', 'lightgcn', '--path', 'damaged'];
    expect(await errorOf(words, here)).toMatchObject({ code: 'FORMAT_MISMATCH' });
  });
});

describe('lines that cannot be taken are counted and written to a file', () => {
  it.each([
    ['bad UTF-8', Buffer.from([0x64, 0xff, 0xfe, 0x2c, 0x65, 0x2c, 0x76, 0x2c, 0x31]), 'ROW_BAD_UTF8'],
    ['too few columns', 'd1,e1', 'ROW_COLUMNS'],
    ['no user', ',e1,view,1700000000', 'ROW_KEY_MISSING'],
    ['a user of a thousand characters', `${'d'.repeat(1000)},e1,view,1700000000`, 'ROW_KEY_TOO_LONG'],
    ['a time that is none', 'd1,e1,view,yesterday', 'ROW_TIME_INVALID'],
    ['a time in the far future', 'd1,e1,view,2999-01-01T00:00:00Z', 'ROW_TIME_INVALID'],
    ['a line that is too long', `d1,${'e'.repeat(2_000_000)},view,1700000000`, 'ROW_TOO_LONG'],
  ])('with %s', async (_, line, code) => {
    write(withLines(line));
    const words = importWords('--store', 'embedded:counted', '--rejects', 'rejects.ndjson');
    expect(await answerOf(words, here)).toMatchObject({ rejected: 1, rejectedByCode: { [code]: 1 } });
    const [rejection, end] = readFileSync(directory.inside('rejects.ndjson'), 'utf8').split('\n');
    expect(JSON.parse(rejection!)).toMatchObject({ line: SOUND.length + 2, code });
    expect(end).toBe('');
    expect(await answerOf(['store', 'check', '--store', 'embedded:counted'], here)).toMatchObject({ problems: [] });
  });

  it('and a weight that is not above zero is one of them', async () => {
    const lines = SOUND.map((line, row) => `${line},${row === 7 ? 0 : 1}`);
    write(`who,what,how,when,stars\n${lines.join('\n')}\n`);
    const words = [
      'import',
      '--format',
      'csv',
      '--path',
      'damaged',
      '--map',
      `${CSV_MAP},weight=stars`,
      '--store',
      'embedded:counted',
    ];
    expect(await answerOf(words, here)).toMatchObject({ rejectedByCode: { ROW_WEIGHT_INVALID: 1 } });
  });

  it('while repeated events are stored once', async () => {
    write(withLines(SOUND[0]!, SOUND[0]!));
    expect(await answerOf(importWords('--store', 'embedded:repeated'), here)).toMatchObject({
      interactionsRead: SOUND.length + 2,
      interactions: { created: SOUND.length },
    });
  });
});
