import { readFile } from 'node:fs/promises';
import type { RunContext } from '../../../src/core/run-context.js';
import { DatasetBuilder } from '../../../src/dataset/dataset-builder.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { readSource, type Source } from '../../../src/dataset/formats/read-source.js';
import type { AttributeWeights } from '../../../src/dataset/attribute-edges.js';
import { LASTFM, LASTFM_SOURCE } from '../lastfm.js';

const MOVIES = '../shared/data/ml-latest-small';
const MOVIE_FILES = [`${MOVIES}/ratings.csv`, `${MOVIES}/movies.csv`, `${MOVIES}/tags.csv`];

type ReadDataset = (run: RunContext, attributes?: AttributeWeights) => Promise<Dataset>;

/** A data set whose items are described. */
export interface DescribedDataSet {
  readonly needs: readonly string[];
  readonly read: ReadDataset;
  /** Names of the attributes that are looked at. */
  readonly attributes: readonly string[];
}

/**
 * Whose items are described. Every rating of a movie is an interaction; genres as published, tags in small letters,
 * whoever gave them: only who saw a movie tags it, so that to have tags at all already says that it is known.
 */
export const DESCRIBED: Readonly<Record<string, DescribedDataSet>> = {
  'ml-latest-small by genres': { needs: MOVIE_FILES, read: readMovies, attributes: ['genres'] },
  'ml-latest-small by genres and tags': { needs: MOVIE_FILES, read: readMovies, attributes: ['genres', 'tags'] },
};

const FRIENDS = '../shared/data/lastfm-hetrec/user_friends.dat';

/**
 * Whose users are described: listeners by their friends, and by circles: a circle is somebody with her friends, so that
 * a listener shares her own circle with each friend, and her friend's.
 */
export const DESCRIBED_USERS: Readonly<Record<string, DescribedDataSet>> = {
  'lastfm-hetrec by friends': { needs: [LASTFM, FRIENDS], read: readListeners, attributes: ['friends', 'circles'] },
};

/** Whose users are new: the movies' again, and listeners × artists, without play counts. That copy describes no artist. */
export const NEWCOMERS: Readonly<Record<string, Pick<DescribedDataSet, 'needs' | 'read'>>> = {
  'ml-latest-small': { needs: MOVIE_FILES, read: readMovies },
  'lastfm-hetrec': {
    needs: [LASTFM],
    read: (run) => readListeners(run),
  },
};

async function readListeners(run: RunContext, userWeights?: AttributeWeights): Promise<Dataset> {
  return datasetOf(
    LASTFM_SOURCE,
    run,
    userWeights === undefined ? {} : { userWeights, friends: await friendsOfListeners() },
  );
}

async function readMovies(run: RunContext, weights?: AttributeWeights): Promise<Dataset> {
  return datasetOf({ format: 'movielens', path: MOVIES }, run, { weights, tags: await movieTags() });
}

interface Description {
  readonly weights?: AttributeWeights | undefined;
  /** More of each item's attributes, by its key. */
  readonly tags?: ReadonlyMap<string, readonly string[]>;
  readonly userWeights?: AttributeWeights;
  /** Of each user, by her key. */
  readonly friends?: ReadonlyMap<string, readonly string[]>;
}

async function datasetOf(
  source: Source,
  run: RunContext,
  { weights, tags = new Map(), userWeights, friends = new Map() }: Description,
): Promise<Dataset> {
  const builder = new DatasetBuilder({
    ...(weights !== undefined && { attributes: weights }),
    ...(userWeights !== undefined && { userAttributes: userWeights }),
  });
  for (const [key, ofUser] of friends)
    builder.addUser({ key, attributes: { friends: ofUser, circles: [key, ...ofUser] } });
  for (const [key, ofItem] of tags) builder.addItem({ key, attributes: { tags: ofItem } });
  for await (const { rows } of readSource(source, run)) {
    for (const row of rows) {
      if (row.kind === 'interaction') builder.add(row.record);
      if (row.kind !== 'item') continue;
      const ofItem = tags.get(row.record.key);
      builder.addItem({
        ...row.record,
        attributes: { ...row.record.attributes, ...(ofItem !== undefined && { tags: ofItem }) },
      });
    }
  }
  return builder.build()[0]!;
}

/** Of every movie that has any; commas and quotes in a tag do not matter to whether two are the same. */
async function movieTags(): Promise<Map<string, string[]>> {
  const tags = new Map<string, string[]>();
  const [, ...lines] = (await readFile(`${MOVIES}/tags.csv`, 'utf8')).split(/\r?\n/);
  for (const line of lines) {
    const [, movie, tag] = /^\d+,(\d+),(.*),\d+$/.exec(line) ?? [];
    if (movie !== undefined) tags.set(movie, [...(tags.get(movie) ?? []), tag!.toLowerCase()]);
  }
  return tags;
}

/** Friendship is mutual in this data set: every pair stands in it twice. */
async function friendsOfListeners(): Promise<Map<string, string[]>> {
  const friends = new Map<string, string[]>();
  const [, ...lines] = (await readFile(FRIENDS, 'utf8')).split(/\r?\n/);
  for (const line of lines) {
    const [user, friend] = line.split('\t');
    if (user !== undefined && friend !== undefined) friends.set(user, [...(friends.get(user) ?? []), friend]);
  }
  return friends;
}
