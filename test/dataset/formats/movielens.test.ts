import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { fileIn, rowsOf } from './rows-of.js';

const makeDirectory = temporaryDirectories();

const FIRST_RATING = { userKey: '1', itemKey: '31', behavior: 'rated', at: 1_260_759_144_000, weight: 2.5 };

describe('movielens', () => {
  it('reads ratings.csv and movies.csv: quoted titles, years, genres', async () => {
    const directory = await makeDirectory();
    await fileIn(directory, 'ratings.csv', 'userId,movieId,rating,timestamp\r\n1,31,2.5,1260759144\r\n');
    const movies = [
      'movieId,title,genres',
      '31,"Ridge, The (1995)",Drama|Action',
      '32,"Called ""Home"" (2001– )",Comedy',
      '33,Nameless ,(no genres listed)',
    ];
    await fileIn(directory, 'movies.csv', movies.join('\r\n'));
    const { items, interactions, kinds } = await rowsOf({ format: 'movielens', path: directory });
    expect(items).toEqual([
      { key: '31', title: 'Ridge, The (1995)', attributes: { genres: ['Drama', 'Action'], year: 1995 } },
      { key: '32', title: 'Called "Home" (2001– )', attributes: { genres: ['Comedy'], year: 2001 } },
      { key: '33', title: 'Nameless', attributes: {} },
    ]);
    expect(interactions).toEqual([FIRST_RATING]);
    expect(kinds).toEqual(['item', 'item', 'item', 'interaction']);
  });

  it('reads u.data and u.item: tabs, Latin-1, a flag a genre', async () => {
    const directory = await makeDirectory();
    await fileIn(directory, 'u.data', '1\t31\t2.5\t1260759144\n');
    const flags = Array.from({ length: 19 }, (_, genre) => (genre === 1 || genre === 18 ? 1 : 0));
    const item = `31|Caf\u00e9 (1995)|01-Jan-1995||http://example.test/|${flags.join('|')}\n`;
    await fileIn(directory, 'u.item', Buffer.from(item, 'latin1'));
    const { items, interactions } = await rowsOf({ format: 'movielens', path: directory });
    expect(items).toEqual([
      { key: '31', title: 'Café (1995)', attributes: { genres: ['Action', 'Western'], year: 1995 } },
    ]);
    expect(interactions).toEqual([FIRST_RATING]);
  });

  it('reads ratings.dat and movies.dat: double colons, titles in Latin-1 or UTF-8', async () => {
    const directory = await makeDirectory();
    await fileIn(directory, 'ratings.dat', '1::31::2.5::1260759144\n');
    const latin1 = Buffer.from('31::Caf\u00e9 (1995)::Drama\n', 'latin1');
    const utf8 = Buffer.from('32::Zo\u00eb: a "life" (1996)::Drama|War\n', 'utf8');
    await fileIn(directory, 'movies.dat', Buffer.concat([latin1, utf8]));
    const { items, interactions } = await rowsOf({ format: 'movielens', path: directory });
    expect(items.map(({ title }) => title)).toEqual(['Café (1995)', 'Zoë: a "life" (1996)']);
    expect(interactions).toEqual([FIRST_RATING]);
  });

  it('reads u.user and users.dat: gender, group of age, occupation and zip code', async () => {
    const [tabs, colons] = [await makeDirectory(), await makeDirectory()];
    await fileIn(tabs, 'u.data', '1\t31\t2.5\t1260759144\n');
    await fileIn(tabs, 'u.user', '1|24|M|technician|85711\n2|17|F||\n3|old|F|other|1\n');
    const read = await rowsOf({ format: 'movielens', path: tabs });
    expect(read.users).toEqual([
      { key: '1', attributes: { gender: 'M', ageGroup: '18', occupation: 'technician', zip: '85711' } },
      { key: '2', attributes: { gender: 'F', ageGroup: '1' } },
    ]);
    expect(read.rejections).toMatchObject([{ line: 3, code: 'ROW_COLUMNS' }]);
    await fileIn(colons, 'ratings.dat', '1::31::2.5::1260759144\n');
    await fileIn(colons, 'users.dat', '1::F::56::16::70072\n');
    const { users, kinds } = await rowsOf({ format: 'movielens', path: colons });
    expect(users).toEqual([{ key: '1', attributes: { gender: 'F', ageGroup: '56', occupation: '16', zip: '70072' } }]);
    expect(kinds).toEqual(['user', 'interaction']);
  });

  it('reads a ratings file by itself, gzipped files, and the splits of ml-100k by their names', async () => {
    const directory = await makeDirectory();
    const path = await fileIn(directory, 'u1.base', '1\t31\t2.5\t1260759144\n');
    expect(await rowsOf({ format: 'movielens', path })).toMatchObject({ items: [], interactions: [FIRST_RATING] });
    await fileIn(directory, 'ratings.csv.gz', gzipSync('userId,movieId,rating,timestamp\n1,31,2.5,1260759144\n'));
    await fileIn(directory, 'movies.csv.gz', gzipSync('movieId,title,genres\n31,Tea (1995),Drama\n'));
    const read = await rowsOf({ format: 'movielens', path: directory });
    expect(read).toMatchObject({ items: [{ title: 'Tea (1995)' }], interactions: [FIRST_RATING] });
  });

  it('says FILE_NOT_FOUND for a directory without ratings', async () => {
    const path = join(await makeDirectory());
    await expect(rowsOf({ format: 'movielens', path })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      place: { file: path },
    });
  });

  it('rejects movies and ratings that are cut short', async () => {
    const directory = await makeDirectory();
    await fileIn(directory, 'u.data', '1\t31\t2.5\t1260759144\n1\t32\n');
    await fileIn(directory, 'u.item', '31|Tea\n');
    await expect(rowsOf({ format: 'movielens', path: directory })).rejects.toMatchObject({ code: 'FORMAT_MISMATCH' });
    const path = join(directory, 'u.data');
    await fileIn(directory, 'u.item', `31|Tea|||u|${'0|'.repeat(18)}1\n32|Oat\n`);
    const { rejections } = await rowsOf({ format: 'movielens', path });
    expect(rejections.map(({ line, code }) => [line, code])).toEqual([[2, 'ROW_COLUMNS'], [2, 'ROW_COLUMNS']]); // prettier-ignore
  });
});
