import { describe, expect, it } from '@jest/globals';
import type { NdjsonSource } from '../../../src/dataset/formats/ndjson.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { fileIn, rowsOf, type ReadRows } from './rows-of.js';

const makeDirectory = temporaryDirectories();

async function read(lines: readonly (object | string)[], options: Partial<NdjsonSource> = {}): Promise<ReadRows> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return rowsOf({ format: 'ndjson', path: await fileIn(await makeDirectory(), 'events.ndjson', text), ...options });
}

describe('ndjson', () => {
  it('holds interactions and items in one file', async () => {
    const { items, interactions } = await read([
      {
        key: 'tea',
        title: 'Tea',
        attributes: { hot: true, price: 2.5, tags: ['a', 'b', 'a'], none: null, maker: 'Alder' },
      },
      { key: 7 },
      { userKey: 'ann', itemKey: 'tea', behavior: 'viewed', at: '2017-07-14T02:40:00Z', weight: 2 },
      { userKey: 12, itemKey: 'tea' },
    ]);
    expect(items).toEqual([
      { key: 'tea', title: 'Tea', attributes: { hot: true, price: 2.5, tags: ['a', 'b'], maker: 'Alder' } },
      { key: '7', attributes: {} },
    ]);
    expect(interactions).toEqual([
      { userKey: 'ann', itemKey: 'tea', behavior: 'viewed', at: 1_500_000_000_000, weight: 2 },
      { userKey: '12', itemKey: 'tea', behavior: 'interacted', at: 0, weight: 1 },
    ]);
  });

  it('holds users too, as objects with theirs and attributes and without an item', async () => {
    const { users, interactions, kinds, rejections } = await read([
      { userKey: 'ann', attributes: { country: 'no', friends: ['ben', 'ben'], born: 1990, none: null } },
      { userKey: 'ann', itemKey: 'tea', attributes: { country: 'no' } },
      { userKey: 'ben', attributes: { revision: 3 } },
      { userKey: 'ben' },
    ]);
    expect(users).toEqual([{ key: 'ann', attributes: { country: 'no', friends: ['ben'], born: 1990 } }]);
    expect(interactions).toMatchObject([{ userKey: 'ann', itemKey: 'tea' }]);
    expect(kinds).toEqual(['user', 'interaction', 'rejected', 'rejected']);
    expect(rejections[0]!.reason).toBe('"revision" cannot be the name of an attribute');
  });

  it('keeps numeric ids beyond 2^53 digit for digit', async () => {
    const { interactions } = await read([
      '{"userKey": -8845298781299428018, "itemKey": 9007199254740993, "at": 1465413032000}',
    ]);
    expect(interactions).toMatchObject([
      { userKey: '-8845298781299428018', itemKey: '9007199254740993', at: 1_465_413_032_000 },
    ]);
  });

  it('is read by other names with a map, constants and attributes of the item among them', async () => {
    const { items, interactions } = await read(
      [{ who: 'ann', what: 'tea', ts: 1_500_000_000, name: 'Tea', year: '1962', tags: ['a'] }],
      {
        map: 'user=who,item=what,at=ts,behavior=:seen,title=name,attr.year:number=year,attr.tags=tags,attr.absent=nowhere',
      },
    );
    expect(items).toEqual([{ key: 'tea', title: 'Tea', attributes: { year: 1962, tags: ['a'] } }]);
    expect(interactions).toEqual([
      { userKey: 'ann', itemKey: 'tea', behavior: 'seen', at: 1_500_000_000_000, weight: 1 },
    ]);
  });

  it('refuses a map of positions', async () => {
    await expect(read([{ userKey: 'a', itemKey: 'b' }], { map: 'user=#1' })).rejects.toMatchObject({
      code: 'MAP_INVALID',
    });
  });

  it.each([
    ['ROW_COLUMNS', '{"userKey":"ann"'],
    ['ROW_COLUMNS', '["ann","tea"]'],
    ['ROW_COLUMNS', 'null'],
    ['ROW_KEY_MISSING', '{"userKey":"ann"}'],
    ['ROW_KEY_MISSING', '{"userKey":"","itemKey":"tea"}'],
    ['ROW_KEY_MISSING', '{"key":null}'],
    ['ROW_COLUMNS', '{"userKey":1.5,"itemKey":"tea"}'],
    ['ROW_COLUMNS', '{"userKey":1e21,"itemKey":"tea"}'],
    ['ROW_COLUMNS', '{"userKey":true,"itemKey":"tea"}'],
    ['ROW_COLUMNS', '{"userKey":{"id":1},"itemKey":"tea"}'],
    ['ROW_BAD_UTF8', '{"userKey":"\\ud800","itemKey":"tea"}'],
    ['ROW_KEY_TOO_LONG', `{"userKey":"${'x'.repeat(513)}","itemKey":"tea"}`],
    ['ROW_BEHAVIOR_INVALID', '{"userKey":"ann","itemKey":"tea","behavior":""}'],
    ['ROW_TIME_INVALID', '{"userKey":"ann","itemKey":"tea","at":"soon"}'],
    ['ROW_WEIGHT_INVALID', '{"userKey":"ann","itemKey":"tea","weight":-2}'],
    ['ROW_COLUMNS', '{"key":"tea","attributes":["hot"]}'],
    ['ROW_COLUMNS', '{"key":"tea","attributes":{"deep":{"er":1}}}'],
    ['ROW_COLUMNS', '{"key":"tea","attributes":{"title":"Tea"}}'],
    ['ROW_COLUMNS', '{"key":"tea","attributes":{"__proto__":"x"}}'],
    ['ROW_BAD_UTF8', '{"key":"tea","attributes":{"maker":"\\udc00"}}'],
  ])('rejects with %s the line %s', async (code, line) => {
    const { interactions, items, rejections } = await read([{ userKey: 'ann', itemKey: 'tea' }, line]);
    expect(rejections).toMatchObject([{ line: 2, code }]);
    expect([interactions.length, items.length]).toEqual([1, 0]);
  });
});
