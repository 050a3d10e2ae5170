import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { readSource, type Source } from '../../../src/dataset/formats/read-source.js';
import { runContext } from '../../../src/core/run-context.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { fileIn, rowsOf, truncatedGzip } from './rows-of.js';

const makeDirectory = temporaryDirectories();

/** A source of each format at a path, and a text that it reads. */
const FORMATS: readonly [string, (path: string) => Source, string][] = [
  ['movielens', (path) => ({ format: 'movielens', path }), 'userId,movieId,rating,timestamp\n1,2,3.5,964982703\n'],
  ['lightgcn', (path) => ({ format: 'lightgcn', path }), '0 1 2 3\n1 2\n'],
  ['csv', (path) => ({ format: 'csv', path }), 'user,item\nann,tea\n'],
  ['ndjson', (path) => ({ format: 'ndjson', path }), '{"userKey":"ann","itemKey":"tea"}\n'],
];

describe.each(FORMATS)('damaged %s input', (_, source, text) => {
  const name = 'ratings.csv';

  it('reads the sound text plain, gzipped, with a byte-order mark, with CRLF and without a last line end', async () => {
    const directory = await makeDirectory();
    const plain = await rowsOf(source(await fileIn(directory, name, text)));
    expect(plain.rejections).toEqual([]);
    expect(plain.interactions.length).toBeGreaterThan(0);
    const variants = {
      'a.csv.gz': gzipSync(text),
      'gzip-without-the-name.csv': gzipSync(text),
      'two-members.csv': Buffer.concat([gzipSync(text.slice(0, 5)), gzipSync(text.slice(5))]),
      'bom.csv': `\uFEFF${text}`,
      'crlf.csv': text.replaceAll('\n', '\r\n'),
      'open-end.csv': text.trimEnd(),
      'blank-lines.csv': text.replaceAll('\n', '\n\n'),
    };
    for (const [file, content] of Object.entries(variants)) {
      const read = await rowsOf(source(await fileIn(directory, file, content)));
      expect([file, read.interactions, read.rejections]).toEqual([file, plain.interactions, []]);
      expect(read.last.bytes).toBe(read.last.totalBytes);
    }
  });

  it('says FILE_NOT_FOUND for a path that is not there', async () => {
    const path = join(await makeDirectory(), 'nothing-here');
    await expect(rowsOf(source(path))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it.each([
    ['empty', ''],
    ['blank', '\n \r\n\n'],
    ['gzipped and empty', gzipSync('')],
  ])('says FILE_EMPTY for a file that is %s', async (_kind, content) => {
    const path = await fileIn(await makeDirectory(), name, content);
    await expect(rowsOf(source(path))).rejects.toMatchObject({ code: 'FILE_EMPTY', place: { file: path } });
  });

  it('says FORMAT_MISMATCH for binary content, UTF-16 and text of another kind', async () => {
    const directory = await makeDirectory();
    const random = Random.fromSeed(1);
    const contents = {
      'binary.csv': Buffer.from(Array.from({ length: 5000 }, () => random.below(256))),
      'utf16.csv': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      'prose.csv': 'It was a bright day\nin April, and the clocks; were striking\tthirteen.\nWinston\n'.repeat(3),
    };
    for (const [file, content] of Object.entries(contents)) {
      const path = await fileIn(directory, file, content);
      await expect(rowsOf(source(path))).rejects.toMatchObject({ code: 'FORMAT_MISMATCH', place: { file: path } });
    }
  });

  it('says GZIP_CORRUPT for a gzip file that is cut short or altered', async () => {
    const directory = await makeDirectory();
    const long = text + text.slice(text.trimEnd().lastIndexOf('\n') + 1).repeat(500);
    const altered = gzipSync(long);
    altered[altered.length - 6]! ^= 0xff; // in the checksum
    for (const content of [truncatedGzip(long), altered]) {
      const path = await fileIn(directory, `${name}.gz`, content);
      await expect(rowsOf(source(path))).rejects.toMatchObject({ code: 'GZIP_CORRUPT', place: { file: path } });
    }
  });

  it('rejects only the line that is not UTF-8', async () => {
    const lines = text.split('\n');
    const last = lines[lines.length - 2]!;
    const content = Buffer.concat([Buffer.from(text), Buffer.from([0xc3, 0x28, 0x0a]), Buffer.from(`${last}\n`)]);
    const path = await fileIn(await makeDirectory(), name, content);
    const { interactions, rejections } = await rowsOf(source(path));
    expect(rejections).toMatchObject([{ file: path, line: lines.length, code: 'ROW_BAD_UTF8' }]);
    const sound = await rowsOf(source(await fileIn(await makeDirectory(), name, text + last)));
    expect(interactions).toEqual(sound.interactions);
  });

  it('skips through an endless line as one rejection and goes on after it', async () => {
    const lines = text.split('\n');
    const content = `${text}${'9'.repeat(9 * 1024 * 1024)}\n${lines[lines.length - 2]!}`;
    const path = await fileIn(await makeDirectory(), name, content);
    const { interactions, rejections } = await rowsOf(source(path));
    expect(rejections).toMatchObject([{ line: lines.length, code: 'ROW_TOO_LONG' }]);
    expect(rejections[0]!.text.length).toBe(200);
    const sound = await rowsOf(source(await fileIn(await makeDirectory(), name, text + lines[lines.length - 2]!)));
    expect(interactions).toEqual(sound.interactions);
  });

  it('stops when the run is interrupted', async () => {
    const path = await fileIn(await makeDirectory(), name, text);
    const interrupted = runContext({ signal: AbortSignal.abort() });
    const reading = readSource(source(path), interrupted);
    await expect(reading.next()).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
