import type { ItemRecord, UserProfile } from '../../../store/interaction-store.js';
import type { TableOptions } from '../delimited/read-table.js';
import { RowError } from '../row.js';
import { movieItem } from './movie.js';
import { raterProfile } from './rater.js';

/** One way in which GroupLens published ratings. */
export interface Variant {
  readonly ratings: string;
  readonly movies: string;
  readonly ratingsTable: TableOptions;
  /** Names of its columns, where it has a header. */
  readonly ratingsHeader?: readonly string[];
  readonly moviesTable: TableOptions;
  /** A line of the movies file as an item. Throws RowError. */
  readonly item: (fields: readonly string[]) => ItemRecord;
  /** The file that describes users, where there is one, and a line of it as a user. Throws RowError. */
  readonly users?: { readonly file: string; readonly table: TableOptions; readonly user: UserReader };
}

export type UserReader = (fields: readonly string[]) => UserProfile;

/** User, movie, rating and time stand in this order in every variant. */
export const RATING_COLUMNS = 'user=#1,item=#2,weight=#3,at=#4,behavior=:rated';

/** ml-latest, ml-20m, ml-25m, ml-32m: CSV with a header. */
const CSV: Variant = {
  ratings: 'ratings.csv',
  movies: 'movies.csv',
  ratingsTable: { delimiter: ',' },
  ratingsHeader: ['userId', 'movieId', 'rating', 'timestamp'],
  moviesTable: { delimiter: ',' },
  item: titleAndGenres,
};

/** ml-1m and ml-10m: `::` between columns, titles in Latin-1 (1m) or UTF-8 (10m). */
const DOUBLE_COLON: Variant = {
  ratings: 'ratings.dat',
  movies: 'movies.dat',
  ratingsTable: { delimiter: '::', quoted: false, header: false },
  moviesTable: { delimiter: '::', quoted: false, header: false, encoding: 'utf8-or-latin1' },
  item: titleAndGenres,
  users: {
    file: 'users.dat',
    table: { delimiter: '::', quoted: false, header: false },
    user: ([id, gender, age, occupation, zip]) => raterProfile({ id, age, gender, occupation, zip }),
  },
};

/** ml-100k: tabs; movies with a 0/1 column per genre, in Latin-1. */
const TABS: Variant = {
  ratings: 'u.data',
  movies: 'u.item',
  ratingsTable: { delimiter: '\t', quoted: false, header: false },
  moviesTable: { delimiter: '|', quoted: false, header: false, encoding: 'utf8-or-latin1' },
  item: titleAndGenreFlags,
  users: {
    file: 'u.user',
    table: { delimiter: '|', quoted: false, header: false },
    user: ([id, age, gender, occupation, zip]) => raterProfile({ id, age, gender, occupation, zip }),
  },
};

export const VARIANTS: readonly Variant[] = [CSV, DOUBLE_COLON, TABS];

/** The variant of a ratings file by its name, which may end in .gz: the splits of ml-100k are u1.base, ua.test and so on. */
export function variantOfFile(name: string): Variant {
  const plain = name.replace(/\.gz$/i, '');
  if (/\.csv$/i.test(plain)) return CSV;
  return /\.dat$/i.test(plain) ? DOUBLE_COLON : TABS;
}

function titleAndGenres(fields: readonly string[]): ItemRecord {
  const [id, title, genres] = fields;
  if (id === undefined || title === undefined || genres === undefined)
    throw new RowError('ROW_COLUMNS', 'a movie has id, title and genres');
  return movieItem(id, title, genres.trim().split('|'));
}

/** id, title, release date, video release date, URL, then 19 flags in the order of u.genre. */
function titleAndGenreFlags(fields: readonly string[]): ItemRecord {
  const [id, title, , , , ...flags] = fields;
  if (id === undefined || title === undefined || flags.length !== GENRES.length) {
    throw new RowError('ROW_COLUMNS', `a movie has five columns and ${GENRES.length} genres`);
  }
  return movieItem(
    id,
    title,
    GENRES.filter((_, genre) => flags[genre]?.trim() === '1'),
  );
}

const GENRES = [
  'unknown',
  'Action',
  'Adventure',
  'Animation',
  "Children's",
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
] as const;
