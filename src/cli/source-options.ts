import { present, text } from '../config/value-types.js';
import { EdgewiseError } from '../core/errors.js';
import type { CsvSource } from '../dataset/formats/csv.js';
import type { Source } from '../dataset/formats/read-source.js';

/** Options that say how the lines of a file are to be understood. */
export const SOURCE_OPTIONS = {
  format: {
    flag: '--format <name>',
    type: text,
    description: 'movielens, lightgcn, csv or ndjson; .gz is understood everywhere',
    required: true,
  },
  map: {
    flag: '--map <fields>',
    type: text,
    description: 'which column is what, for csv and ndjson: user=…,item=…,behavior=…,at=…,weight=…',
  },
  delimiter: {
    flag: '--delimiter <char>',
    type: text,
    description: 'what separates the columns of a csv file, or "tab"; found out when absent',
  },
  headerless: { flag: '--headerless', type: present, description: 'the csv file has no header: --map names #1, #2, …' },
  unquoted: { flag: '--unquoted', type: present, description: 'quotes in the csv file are ordinary characters' },
} as const;

/** Options of the commands that take in one source whole, descriptions of items and users and rejected lines included. */
export const IMPORT_OPTIONS = {
  ...SOURCE_OPTIONS,
  path: {
    flag: '--path <path>',
    type: text,
    description: 'file, or for movielens and lightgcn its directory',
    required: true,
  },
  items: { flag: '--items <file>', type: text, description: 'csv file with one row an item: title and attributes' },
  itemsMap: { flag: '--items-map <fields>', type: text, description: 'its columns: key=…,title=…,NAME=…' },
  users: { flag: '--users <file>', type: text, description: 'csv file with one row a user: attributes' },
  usersMap: { flag: '--users-map <fields>', type: text, description: 'its columns: user=…,NAME=…' },
  rejects: {
    flag: '--rejects <file>',
    type: text,
    description: 'where rejected lines go (default: ./NAME.rejects.ndjson)',
  },
} as const;

export interface SourceChoice {
  readonly format: string;
  readonly map: string | undefined;
  readonly delimiter: string | undefined;
  readonly headerless: true | undefined;
  readonly unquoted: true | undefined;
  /** A second csv file with one row an item. */
  readonly items?: string | undefined;
  readonly itemsMap?: string | undefined;
  /** A third one with one row a user. */
  readonly users?: string | undefined;
  readonly usersMap?: string | undefined;
}

/** As a command takes it that reads the store where no file is named. */
export interface OptionalFormat extends Omit<SourceChoice, 'format'> {
  readonly format: string | undefined;
}

export type SourceOrStore = Source | 'store';

/** The file at a path, or the store where there is none. Errors: USAGE; FORMAT_UNKNOWN. */
export function sourceOrStore(path: string | undefined, choice: OptionalFormat): SourceOrStore {
  if (path !== undefined) return fileAt(path, choice);
  const given = (['format', 'map', 'delimiter', 'headerless', 'unquoted'] as const).find(
    (name) => choice[name] !== undefined,
  );
  if (given !== undefined) throw new EdgewiseError('USAGE', `--${given} does not go with the store.`);
  return 'store';
}

/** Errors: USAGE without a format; FORMAT_UNKNOWN. */
export function fileAt(path: string, { format, ...choice }: OptionalFormat): Source {
  if (format === undefined) throw new EdgewiseError('USAGE', 'Files need --format.');
  return sourceAt(path, { format, ...choice });
}

/** The source at a path. Errors: FORMAT_UNKNOWN; USAGE for options that the format does not take. */
export function sourceAt(path: string, choice: SourceChoice): Source {
  const { format, map } = choice;
  const mapped = map === undefined ? {} : { map };
  if (format !== 'csv') refuseCsvOptions(choice);
  switch (format) {
    case 'csv':
      return { format, path, ...mapped, ...tableOptions(choice), ...describingFiles(choice) };
    case 'ndjson':
      return { format, path, ...mapped };
    case 'movielens':
    case 'lightgcn':
      if (map !== undefined) throw new EdgewiseError('USAGE', `--map does not go with --format ${format}.`);
      return { format, path };
    default:
      throw new EdgewiseError('FORMAT_UNKNOWN', `--format is "${format}".`, { place: { setting: '--format' } });
  }
}

function refuseCsvOptions({ format, delimiter, headerless, unquoted, items, users }: SourceChoice): void {
  if ([delimiter, headerless, unquoted, items, users].every((option) => option === undefined)) return;
  throw new EdgewiseError(
    'USAGE',
    `--delimiter, --headerless, --unquoted, --items and --users are for csv and do not go with --format ${format}.`,
  );
}

function tableOptions({ delimiter, headerless, unquoted }: SourceChoice): Partial<CsvSource> {
  return {
    ...(delimiter !== undefined && { delimiter: delimiter === 'tab' ? '\t' : delimiter }),
    ...(headerless === true && { header: false }),
    ...(unquoted === true && { quoted: false }),
  };
}

function describingFiles({ items, itemsMap, users, usersMap }: SourceChoice): Pick<CsvSource, 'items' | 'users'> {
  if (items === undefined && itemsMap !== undefined) throw new EdgewiseError('USAGE', '--items-map needs --items.');
  if (users === undefined && usersMap !== undefined) throw new EdgewiseError('USAGE', '--users-map needs --users.');
  return {
    ...(items !== undefined && { items: { path: items, ...(itemsMap !== undefined && { map: itemsMap }) } }),
    ...(users !== undefined && { users: { path: users, ...(usersMap !== undefined && { map: usersMap }) } }),
  };
}
