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

/** The movies first, where there are any, then the ratings. Errors: FILE_NOT_FOUND. */
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
  const movies = await existing(directory, variant.movies);
  if (movies === undefined) return [ratingFile];
  const item = (fields: readonly string[]) => [{ kind: 'item', record: variant.item(fields) }] as const;
  return [{ path: movies, blocks: readTable(movies, variant.moviesTable, () => item) }, ratingFile];
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
