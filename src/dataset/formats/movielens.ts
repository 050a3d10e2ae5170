import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EdgewiseError } from '../../core/errors.js';
import { interactionRows } from './delimited/interaction-rows.js';
import { readTable } from './delimited/read-table.js';
import { INTERACTION_FIELDS, parseFieldMap } from './fields/field-map.js';
import { RATING_COLUMNS, VARIANTS, variantOfFile, type Variant } from './movielens/variants.js';
import type { RowFile } from './row.js';

/** Ratings as GroupLens publishes them; each becomes one `rated` interaction whose weight is the rating. */
export interface MovielensSource {
  readonly format: 'movielens';
  /** A directory, or a ratings file beside which the movies may lie. */
  readonly path: string;
}

/** The movies and the users first, where there are any, then the ratings. Errors: FILE_NOT_FOUND. */
export async function movielensFiles({ path }: MovielensSource, now: number): Promise<RowFile[]> {
  const { ratings, directory, variant } = await locate(path);
  const map = parseFieldMap(RATING_COLUMNS, INTERACTION_FIELDS);
  const ratingFile = {
    path: ratings,
    blocks: readTable(ratings, variant.ratingsTable, (header) => {
      assertHeader(variant, header, ratings);
      return interactionRows(map, header, ratings, now);
    }),
  };
  return [...(await movieFiles(directory, variant)), ...(await userFiles(directory, variant)), ratingFile];
}

async function movieFiles(directory: string, variant: Variant): Promise<RowFile[]> {
  const path = await existing(directory, variant.movies);
  const item = (fields: readonly string[]) => [{ kind: 'item', record: variant.item(fields) }] as const;
  return path === undefined ? [] : [{ path, blocks: readTable(path, variant.moviesTable, () => item) }];
}

async function userFiles(directory: string, { users }: Variant): Promise<RowFile[]> {
  const path = users && (await existing(directory, users.file));
  if (users === undefined || path === undefined) return [];
  const user = (fields: readonly string[]) => [{ kind: 'user', record: users.user(fields) }] as const;
  return [{ path, blocks: readTable(path, users.table, () => user) }];
}

function assertHeader({ ratingsHeader }: Variant, header: readonly string[] | undefined, file: string): void {
  if (ratingsHeader === undefined || ratingsHeader.join() === header?.join()) return;
  throw new EdgewiseError('FORMAT_MISMATCH', `${file} does not begin with ${ratingsHeader.join()}.`, {
    place: { file, line: 1 },
  });
}

async function locate(path: string): Promise<{ ratings: string; directory: string; variant: Variant }> {
  const isDirectory = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isDirectory) return { ratings: path, directory: dirname(path), variant: variantOfFile(basename(path)) };
  for (const variant of VARIANTS) {
    const ratings = await existing(path, variant.ratings);
    if (ratings !== undefined) return { ratings, directory: path, variant };
  }
  const names = VARIANTS.map((variant) => variant.ratings).join(', ');
  throw new EdgewiseError('FILE_NOT_FOUND', `${path} has none of ${names}.`, { place: { file: path } });
}

/** The file of that name or of that name with .gz. */
async function existing(directory: string, name: string): Promise<string | undefined> {
  for (const file of [join(directory, name), join(directory, `${name}.gz`)]) {
    const isFile = await stat(file).then(
      (entry) => entry.isFile(),
      () => false,
    );
    if (isFile) return file;
  }
  return undefined;
}
