import { describe, expect, it } from '@jest/globals';
import { sourceAt, type SourceChoice } from '../../src/cli/source-options.js';

const choice = (parts: Partial<SourceChoice> & { format: string }): SourceChoice => ({
  map: undefined,
  delimiter: undefined,
  headerless: undefined,
  unquoted: undefined,
  ...parts,
});

describe('sourceAt', () => {
  it('hands a csv file on with all that was said of it', () => {
    const source = sourceAt(
      'log.tsv',
      choice({
        format: 'csv',
        map: 'user=#1,item=#2',
        delimiter: 'tab',
        headerless: true,
        unquoted: true,
        items: 'items.csv',
        itemsMap: 'key=id',
      }),
    );
    expect(source).toEqual({
      format: 'csv',
      path: 'log.tsv',
      map: 'user=#1,item=#2',
      delimiter: '\t',
      header: false,
      quoted: false,
      items: { path: 'items.csv', map: 'key=id' },
    });
  });

  it.each(['movielens', 'lightgcn', 'ndjson', 'csv'])('leaves to %s what was not said', (format) => {
    expect(sourceAt('path', choice({ format }))).toEqual({ format, path: 'path' });
  });

  it.each([
    [{ format: 'lightgcn', map: 'user=a' }],
    [{ format: 'movielens', items: 'items.csv' }],
    [{ format: 'ndjson', delimiter: ';' }],
    [{ format: 'lightgcn', headerless: true } as const],
    [{ format: 'csv', itemsMap: 'key=id' }],
  ])('refuses options that do not go together: %j', (parts) => {
    expect(() => sourceAt('path', choice(parts))).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('refuses a format that is none', () => {
    expect(() => sourceAt('path', choice({ format: 'generated' }))).toThrow(
      expect.objectContaining({ code: 'FORMAT_UNKNOWN' }),
    );
  });
});
