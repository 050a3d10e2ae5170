import { describe, expect, it } from '@jest/globals';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { fileIn, rowsOf } from './rows-of.js';

const makeDirectory = temporaryDirectories();

describe('lightgcn', () => {
  it('reads train.txt of a directory, users in their order', async () => {
    const directory = await makeDirectory();
    await fileIn(directory, 'train.txt', '10 3 1\n2 1 \n');
    await fileIn(directory, 'test.txt', '10 9\n');
    const { interactions, last } = await rowsOf({ format: 'lightgcn', path: directory });
    expect(interactions.map(({ userKey, itemKey }) => [userKey, itemKey])).toEqual([['10', '3'], ['10', '1'], ['2', '1']]); // prettier-ignore
    expect(interactions[0]).toEqual({ userKey: '10', itemKey: '3', behavior: 'interacted', at: 0, weight: 1 });
    expect(last.lines).toBe(2);
  });

  it('accepts a user without items, as published test files have them', async () => {
    const path = await fileIn(await makeDirectory(), 'test.txt', '0 1\n1 \n2\n');
    const { interactions, rejections } = await rowsOf({ format: 'lightgcn', path });
    expect([interactions.length, rejections.length]).toEqual([1, 0]);
  });

  it('rejects a line that holds anything but integers', async () => {
    const path = await fileIn(await makeDirectory(), 'train.txt', '0 1\n0 1,2\nu1 3\n1 -4\n5 6\n');
    const { interactions, rejections } = await rowsOf({ format: 'lightgcn', path });
    expect(interactions).toHaveLength(2);
    expect(rejections.map(({ line, code }) => [line, code])).toEqual([[2, 'ROW_COLUMNS'], [3, 'ROW_COLUMNS'], [4, 'ROW_COLUMNS']]); // prettier-ignore
  });

  it('says FORMAT_MISMATCH where no line has a user and an item', async () => {
    const path = await fileIn(await makeDirectory(), 'train.txt', '1\n2\n3\n');
    await expect(rowsOf({ format: 'lightgcn', path })).rejects.toMatchObject({ code: 'FORMAT_MISMATCH' });
  });

  it('reads lines far longer than a block of the file', async () => {
    const items = Array.from({ length: 300_000 }, (_, item) => item);
    const path = await fileIn(await makeDirectory(), 'train.txt', `7 ${items.join(' ')}\n8 1\n`);
    const { interactions } = await rowsOf({ format: 'lightgcn', path });
    expect(interactions).toHaveLength(300_001);
    expect(interactions[299_999]).toMatchObject({ userKey: '7', itemKey: '299999' });
  });
});
