import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readProjection } from '../../src/cli/read-projection.js';
import { parameters } from '../../src/config/value-types.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();

describe('a projection of the command line', () => {
  it('is the text of its file with its parameters', async () => {
    const file = join(await makeDirectory(), 'query.cypher');
    writeFileSync(file, 'RETURN 1');
    const projectionParameters = { since: 0 };
    expect(await readProjection({ projection: file, projectionParameters })).toEqual({
      projection: { file, text: 'RETURN 1', parameters: { since: 0 } },
    });
    expect(await readProjection({ projection: undefined, projectionParameters: undefined })).toEqual({});
  });

  it('is refused where there is no file, no text, or nothing that its parameters are for', async () => {
    const directory = await makeDirectory();
    const empty = join(directory, 'empty.cypher');
    writeFileSync(empty, '\n');
    const read = (projection: string | undefined) => readProjection({ projection, projectionParameters: {} });
    await expect(read(join(directory, 'none.cypher'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(read(empty)).rejects.toMatchObject({ code: 'FILE_EMPTY' });
    await expect(read(undefined)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('parameters', () => {
  it('are pairs whose values are JSON where they can be, or a JSON object', () => {
    expect(parameters.parse('since=1700000000000,genre=Film Noir,all=true,none=null,quoted="7",formula=a=b')).toEqual({
      since: 1_700_000_000_000,
      genre: 'Film Noir',
      all: true,
      none: null,
      quoted: '7',
      formula: 'a=b',
    });
    expect(parameters.parse('{"genres": ["a", "b,c"], "least": 3.5}')).toEqual({ genres: ['a', 'b,c'], least: 3.5 });
    expect(parameters.parse({ since: 5 })).toEqual({ since: 5 });
  });

  it.each(['', 'since', '=5', '1st=5', 'a b=1', '{"a": {"b": 1}}', '{"a": 1', [], 7])('refuse %j', (raw) => {
    expect(parameters.parse(raw)).toBeUndefined();
  });
});
