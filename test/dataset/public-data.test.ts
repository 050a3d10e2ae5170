import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { DatasetBuilder, type DatasetOptions } from '../../src/dataset/dataset-builder.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { readSource, type Source } from '../../src/dataset/formats/read-source.js';
import { splitDataset } from '../../src/dataset/splits.js';

/** Public data sets, read in place; where they are not, these tests are skipped. */
const FOLDER = '../shared/data';
const withData = existsSync(FOLDER) ? describe : describe.skip;
const reason = existsSync(FOLDER) ? '' : ` (skipped: no ${FOLDER})`;

withData(`public data${reason}`, () => {
  it('ml-latest-small: 610 users, 9,724 rated items, 100,836 ratings', async () => {
    const { dataset, rejected } = await read({ format: 'movielens', path: `${FOLDER}/ml-latest-small` });
    expect(rejected).toBe(0);
    expect(sizes(dataset)).toEqual([610, 9724, 100_836, 100_836]);
    const { weights, at } = dataset.events;
    const mean = weights.reduce((sum, rating) => sum + rating, 0) / weights.length;
    expect(mean).toBeCloseTo(3.5016, 4);
    expect(new Date(at.reduce((a, b) => Math.min(a, b))).toISOString().slice(0, 10)).toBe('1996-03-29');
    expect(
      dataset.itemRecords.filter(({ attributes }) => attributes?.['year'] === undefined).length,
    ).toBeLessThanOrEqual(13);
    const genres = new Set(dataset.itemRecords.flatMap(({ attributes }) => (attributes?.['genres'] ?? []) as string[]));
    expect(genres.size).toBe(19);
    const split = splitDataset(dataset, { kind: 'last-share', share: 0.2 });
    expect([split.train.interactions.indices.length, split.heldOut.indices.length]).toEqual([80_896, 19_940]);
  });

  it('deskdrop: five behaviors by --map, 64-bit ids kept, 40,710 pairs of 1,895 users and 2,987 articles', async () => {
    const source = {
      format: 'csv',
      path: `${FOLDER}/deskdrop/interactions_slim.csv`,
      map: 'user=personId,item=contentId,behavior=eventType,at=timestamp',
    } as const;
    const weighting = { VIEW: 1, LIKE: 2, BOOKMARK: 2.5, FOLLOW: 3, 'COMMENT CREATED': 4 };
    const { dataset, rejected, interactions } = await read(source, {
      weighting: { mode: 'log', behaviorWeights: weighting },
    });
    expect([interactions, rejected]).toEqual([72_312, 0]);
    // 70,028 events differ in person, article, behavior or second.
    expect(sizes(dataset)).toEqual([1895, 2987, 40_710, 70_028]);
    expect(dataset.behaviors).toEqual(['BOOKMARK', 'COMMENT CREATED', 'FOLLOW', 'LIKE', 'VIEW']);
    expect(dataset.users.indexOf('-8845298781299428018')).toBeDefined();
    expect(dataset.users.keys.filter((key) => !Number.isSafeInteger(Number(key))).length).toBeGreaterThan(1800);
    const active = dataset.users.keys.filter(
      (_, user) => dataset.interactions.indptr[user + 1]! - dataset.interactions.indptr[user]! >= 5,
    );
    expect(active).toHaveLength(1140);
  });

  it('lastfm-hetrec: listening counts as weights, columns found by name', async () => {
    const { dataset } = await read({
      format: 'csv',
      path: `${FOLDER}/lastfm-hetrec/user_artists.dat`,
      map: 'item=artistID',
    });
    expect(sizes(dataset)).toEqual([1892, 17_632, 92_834, 92_834]);
    expect(dataset.events.weights.reduce((a, b) => Math.max(a, b))).toBe(352_698);
  });

  it('gowalla: 810,128 pairs, ids in the order of numbers', async () => {
    const { dataset } = await read({ format: 'lightgcn', path: `${FOLDER}/gowalla` }, { keyOrder: 'numeric' });
    expect(sizes(dataset)).toEqual([29_858, 40_981, 810_128, 810_128]);
    expect(dataset.items.keys.every((key, index) => key === String(index))).toBe(true);
  });
});

async function read(
  source: Source,
  options: DatasetOptions = {},
): Promise<{ dataset: Dataset; rejected: number; interactions: number }> {
  const builder = new DatasetBuilder(options);
  let rejected = 0;
  let interactions = 0;
  for await (const { rows } of readSource(source, runContext())) {
    for (const row of rows) {
      if (row.kind === 'rejected') rejected++;
      else if (row.kind === 'item') builder.addItem(row.record);
      else if (row.kind === 'user') builder.addUser(row.record);
      else {
        interactions++;
        builder.add(row.record);
      }
    }
  }
  const [dataset] = builder.build();
  return { dataset: dataset!, rejected, interactions };
}

function sizes({ users, items, interactions, events }: Dataset): number[] {
  return [users.size, items.size, interactions.indices.length, events.at.length];
}
