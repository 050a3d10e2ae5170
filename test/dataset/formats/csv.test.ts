import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CsvSource } from '../../../src/dataset/formats/csv.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { fileIn, NOW, rowsOf, type ReadRows } from './rows-of.js';

const makeDirectory = temporaryDirectories();

async function read(text: string, options: Partial<CsvSource> = {}): Promise<ReadRows> {
  const path = await fileIn(await makeDirectory(), 'events.csv', text);
  return rowsOf({ format: 'csv', path, ...options });
}

describe('csv columns', () => {
  it('are found by their usual names', async () => {
    const { interactions } = await read(
      'User_ID,item-id,event type,timestamp,Rating\nann,tea,viewed,1500000000,2.5\n bob , oat milk ,liked,2017-07-14T02:40:00Z,1\n',
    );
    expect(interactions).toEqual([
      { userKey: 'ann', itemKey: 'tea', behavior: 'viewed', at: 1_500_000_000_000, weight: 2.5 },
      { userKey: 'bob', itemKey: 'oat milk', behavior: 'liked', at: 1_500_000_000_000, weight: 1 },
    ]);
  });

  it('need only a user and an item: behavior, time and weight have defaults', async () => {
    const { interactions } = await read('user,item\nann,tea\n');
    expect(interactions).toEqual([{ userKey: 'ann', itemKey: 'tea', behavior: 'interacted', at: 0, weight: 1 }]);
  });

  it('are named by a map, which may hold constants and leave a field unread', async () => {
    const { interactions } = await read('who,what,when,rating\nann,tea,17,5\n', {
      map: 'user=who, item=what, behavior=:bought, weight=',
    });
    expect(interactions).toEqual([{ userKey: 'ann', itemKey: 'tea', behavior: 'bought', at: 0, weight: 1 }]);
  });

  it('are numbered where there is no header', async () => {
    const { interactions } = await read('7\t2010-10-19T23:55:27Z\t30.2\t22847\n', {
      map: 'user=#1,at=#2,item=#4',
    });
    expect(interactions).toMatchObject([{ userKey: '7', itemKey: '22847', at: Date.UTC(2010, 9, 19, 23, 55, 27) }]);
  });

  it('may be numbered in a file with a header too, if told that it has one', async () => {
    const text = 'who,what\nann,tea\n';
    const { interactions } = await read(text, { header: true, map: 'user=#1,item=#2' });
    expect(interactions).toMatchObject([{ userKey: 'ann', itemKey: 'tea' }]);
    expect((await read(text, { map: 'user=who,item=#2' })).interactions).toEqual(interactions);
  });

  it('may have a comma in the name', async () => {
    const { interactions } = await read('"user, id",item\nann,tea\n', { map: 'user=user\\, id' });
    expect(interactions).toMatchObject([{ userKey: 'ann' }]);
  });

  it.each([
    ['a field that is none', 'usr=who'],
    ['an entry without =', 'who'],
    ['a field twice', 'user=who,user=what'],
    ['a column that is not there', 'user=nobody,item=what'],
    ['a position that is not there', 'user=#9,item=what'],
    ['an attribute with a reserved name', 'user=who,item=what,attr.title=what'],
  ])('refuse a map with %s', async (_, map) => {
    await expect(read('who,what\nann,tea\n', { map })).rejects.toMatchObject({ code: 'MAP_INVALID' });
  });

  it('say what is missing when user or item cannot be found', async () => {
    await expect(read('who,item\nann,tea\n')).rejects.toMatchObject({
      code: 'FORMAT_MISMATCH',
      place: { field: 'user' },
      cure: 'Name the column with --map user=COLUMN.',
    });
  });

  it.each([',', ';', '\t', '|'])('are separated by %j without being told', async (delimiter) => {
    const { interactions } = await read(
      ['user', 'item', 'at'].join(delimiter) +
        '\n' +
        ['a;,x', 't', '7'].map((field) => (field.length > 1 ? `"${field}"` : field)).join(delimiter),
    );
    expect(interactions).toMatchObject([{ userKey: 'a;,x', itemKey: 't', at: 7000 }]);
  });
});

describe('csv records', () => {
  it('may have quotes, delimiters and line ends in quoted fields', async () => {
    const { interactions, last } = await read('user,item\n"ann ""the\nfirst""","tea, green"\nbob,5" disk\n');
    expect(interactions.map(({ userKey, itemKey }) => [userKey, itemKey])).toEqual([
      ['ann "the\nfirst"', 'tea, green'],
      ['bob', '5" disk'],
    ]);
    expect(last.lines).toBe(2);
  });

  it('keep their line numbers after a field of several lines', async () => {
    const { rejections } = await read('user,item\n"a\nb\nc",tea\n,coffee\n');
    expect(rejections).toMatchObject([{ line: 5, code: 'ROW_KEY_MISSING', text: ',coffee' }]);
  });

  it('lose only the line of an unclosed quote, wherever the next quote is', async () => {
    const rows = Array.from({ length: 50 }, (_, row) => `u${row},i${row}`);
    const { interactions, rejections } = await read(
      ['user,item', 'x,"oops', ...rows, 'y,"quoted"', 'z,"again'].join('\n'),
    );
    expect(interactions.map(({ userKey }) => userKey)).toEqual([...rows.map((_, row) => `u${row}`), 'y']);
    expect(rejections.map(({ line, code }) => [line, code])).toEqual([
      [2, 'ROW_COLUMNS'],
      [54, 'ROW_COLUMNS'],
    ]);
  });

  it('lose only the line of an unclosed quote in front of a file larger than a record may be', async () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => `user-number-${row},item-number-${row}`);
    const { interactions, rejections } = await read(['user,item', 'x,"oops', ...rows].join('\n'));
    expect(interactions).toHaveLength(60_000);
    expect(rejections).toMatchObject([{ line: 2, code: 'ROW_COLUMNS', reason: 'a quote is not closed' }]);
  });

  it('are rejected with another number of columns than the first', async () => {
    const { interactions, rejections } = await read('user,item\nann\nbob,tea,1\ncid,tea\n');
    expect(interactions).toMatchObject([{ userKey: 'cid' }]);
    expect(rejections).toMatchObject([
      { line: 2, code: 'ROW_COLUMNS', reason: '1 columns in place of 2' },
      { line: 3, code: 'ROW_COLUMNS', reason: '3 columns in place of 2' },
    ]);
  });

  it('are read with quotes as ordinary characters on request', async () => {
    const { interactions } = await read('user\titem\nann\t"Joe\'s" Bar\n', { quoted: false });
    expect(interactions).toMatchObject([{ itemKey: '"Joe\'s" Bar' }]);
  });

  it('come back as they were written, whatever their fields hold', async () => {
    const field = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => `${text.replace(/^\uFEFF/, '')}.`);
    const text = fc.oneof(field, fc.constantFrom('a"b', '"', 'x,y', 'one\ntwo', 'one\r\ntwo', '""', ';'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        async (pairs, quoteAll) => {
          const quote = (value: string): string =>
            quoteAll || /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
          const lines = pairs.map(([user, item]) => `${quote(user)},${quote(item)}`);
          const { interactions, rejections } = await read(['user,item', ...lines].join('\n'), { delimiter: ',' });
          expect(rejections).toEqual([]);
          expect(interactions.map(({ userKey, itemKey }) => [userKey, itemKey])).toEqual(
            pairs.map((pair) => pair.map((value) => value.trim().replaceAll('\r\n', '\n'))),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('csv values', () => {
  it.each([
    ['ROW_KEY_MISSING', 'user', ' '],
    ['ROW_KEY_TOO_LONG', 'item', 'é'.repeat(257)],
    ['ROW_BEHAVIOR_INVALID', 'behavior', ''],
    ['ROW_BEHAVIOR_INVALID', 'behavior', 'x'.repeat(65)],
    ['ROW_TIME_INVALID', 'at', 'yesterday'],
    ['ROW_TIME_INVALID', 'at', '2027-01-01'],
    ['ROW_TIME_INVALID', 'at', '-5'],
    ['ROW_WEIGHT_INVALID', 'weight', '-1'],
    ['ROW_WEIGHT_INVALID', 'weight', '0'],
    ['ROW_WEIGHT_INVALID', 'weight', 'NaN'],
  ])('reject a line with %s', async (code, field, value) => {
    const sound = { user: 'ann', item: 'tea', behavior: 'viewed', at: '1500000000', weight: '1' };
    const bad = { ...sound, [field]: value };
    const text = [sound, bad].map((row) => Object.values(row).join(',')).join('\n');
    const { interactions, rejections } = await read(`${Object.keys(sound).join(',')}\n${text}\n`);
    expect(interactions).toHaveLength(1);
    expect(rejections).toMatchObject([{ line: 3, code }]);
  });

  it('keep 64-bit ids digit for digit', async () => {
    const { interactions } = await read('user,item\n-8845298781299428018,9007199254740993\n');
    expect(interactions).toMatchObject([{ userKey: '-8845298781299428018', itemKey: '9007199254740993' }]);
  });

  it('allow a key of 512 bytes and a time of tomorrow', async () => {
    const key = 'é'.repeat(256);
    const { interactions } = await read(`user,item,at\n${key},tea,${NOW + 86_400_000}\n`);
    expect(interactions).toMatchObject([{ userKey: key, at: NOW + 86_400_000 }]);
  });
});

describe('csv items', () => {
  it('come from the same rows where the map names title and attributes', async () => {
    const { items, kinds } = await read(
      'user,item,name,kind,tags,price\nann,1,Green tea,drink,hot|green|hot,2.5\nann,2,,,,\n',
      {
        map: 'title=name,attr.kind=kind,attr.tags:list=tags,attr.price:number=price',
      },
    );
    expect(items).toEqual([
      { key: '1', title: 'Green tea', attributes: { kind: 'drink', tags: ['hot', 'green'], price: 2.5 } },
      { key: '2', attributes: {} },
    ]);
    expect(kinds).toEqual(['item', 'interaction', 'item', 'interaction']);
  });

  it('come from a file of their own, before the interactions', async () => {
    const directory = await makeDirectory();
    const path = await fileIn(directory, 'events.csv', 'user,item\nann,007\n');
    const items = await fileIn(
      directory,
      'items.tsv',
      'code\tname\tyear\tin stock\n007\tBond\t1962\tyes\n008\tBill\tsoon\tno\n',
    );
    const read = await rowsOf({
      format: 'csv',
      path,
      items: { path: items, map: 'key=code,title=name,year:number=year,available:boolean=in stock' },
    });
    expect(read.items).toEqual([{ key: '007', title: 'Bond', attributes: { year: 1962, available: true } }]);
    expect(read.rejections).toMatchObject([{ file: items, line: 3, code: 'ROW_COLUMNS' }]);
    expect(read.kinds).toEqual(['item', 'rejected', 'interaction']);
    expect(read.last.bytes).toBe(read.last.totalBytes);
  });

  it('are followed by users from a file of their own, by a map or with every other column as an attribute', async () => {
    const directory = await makeDirectory();
    const path = await fileIn(directory, 'events.csv', 'user,item\nann,1\n');
    const items = await fileIn(directory, 'items.csv', 'id,maker\n1,Alder\n');
    const text = 'user_id,title,revision,likes\nann,Dr,9,tea|ale\nben,,,\n';
    const users = await fileIn(directory, 'users.csv', text);
    const whole = await rowsOf({ format: 'csv', path, items: { path: items }, users: { path: users } });
    expect(whole.kinds).toEqual(['item', 'user', 'user', 'interaction']);
    expect(whole.users).toEqual([
      { key: 'ann', attributes: { title: 'Dr', likes: 'tea|ale' } },
      { key: 'ben', attributes: {} },
    ]);
    const map = 'user=user_id,likes:list=likes,rev=revision';
    const mapped = await rowsOf({ format: 'csv', path, users: { path: users, map } });
    expect(mapped.users[0]).toEqual({ key: 'ann', attributes: { likes: ['tea', 'ale'], rev: '9' } });
    await expect(
      rowsOf({ format: 'csv', path, users: { path: users, map: 'revision=revision' } }),
    ).rejects.toMatchObject({
      code: 'MAP_INVALID',
    });
  });

  it('take every other column as an attribute where no map is given', async () => {
    const directory = await makeDirectory();
    const path = await fileIn(directory, 'events.csv', 'user,item\nann,1\n');
    const items = await fileIn(directory, 'items.csv', 'id,title,maker,imdb\n1,Tea,Alder,0114709\n');
    const { items: read } = await rowsOf({ format: 'csv', path, items: { path: items } });
    expect(read).toEqual([{ key: '1', title: 'Tea', attributes: { maker: 'Alder', imdb: '0114709' } }]);
  });
});
