import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createInfluence } from '../../src/influence/create-influence.js';
import { createRecommender } from '../../src/recommend/create-recommender.js';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import type { NamedArray, SnapshotContents } from '../../src/snapshot/contents.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents, withWalks } from '../fixtures/tiny-snapshot.js';
import { bruteForceBlend } from '../influence/brute-force.js';
import { catalogOf } from '../influence/random-interactions.js';
import { expectClose } from '../linalg/closeness.js';
import { scoresOf } from '../models/scores.js';

const makeDirectory = temporaryDirectories();
const HER = 'her';
const INTERACTIONS = ['ann fig', 'ann lime', 'her fig', 'her kiwi', 'her nut', 'zoe kiwi', 'zoe lime', 'zoe pear'].map(
  (pair) => ({ userKey: pair.split(' ')[0]!, itemKey: pair.split(' ')[1]! }),
);
const ITEMS = [
  { key: 'fig', attributes: { kind: 'fruit' } },
  { key: 'new', attributes: { kind: 'fruit' } },
  { key: 'nut', attributes: { kind: 'seed' } },
];
const USERS = [
  { key: 'ann', attributes: { team: 'a' } },
  { key: HER, attributes: { team: ['a', 'hers alone'] } },
  { key: 'zoe', attributes: { team: 'a' } },
];
const BLEND = withWalks(
  tinyContents(INTERACTIONS, {
    items: ITEMS,
    attributes: { kind: 0.5 },
    users: USERS,
    userAttributes: { team: 0.5 },
  }),
  0.4,
);
const LEFT = withoutHer(BLEND);

let path: string;
let snapshots: SnapshotDirectory;

beforeEach(async () => {
  path = await makeDirectory();
  snapshots = new SnapshotDirectory(path);
  await snapshots.publish(BLEND);
});

describe('erasing a user from a snapshot of a blend', () => {
  it('leaves others what the trained vectors and the walks over whoever is left make of them', async () => {
    const recommender = await createRecommender(await afterErasing());
    for (const [user, key] of LEFT.dataset.users.keys.entries()) {
      const page = recommender.recommend({
        user: { key, revision: 1 },
        first: 10,
        filter: { includeInteracted: true },
      });
      const scores = page.entries.toSorted((a, b) => a.itemIndex - b.itemIndex).map(({ score }) => score);
      expectClose(scores, scoresOf(LEFT.components, wholeGraph(LEFT.dataset), user, LEFT.dataset.items.size), 1e-5);
    }
    expect(recommender.recommend({ user: { key: HER, revision: 1 }, first: 1 }).source).toBe('POPULAR');
  });

  it('leaves influence on the graph that is left, and none of hers', async () => {
    const influence = await createInfluence(await afterErasing(), { precision: 'float64' });
    const items = catalogOf(LEFT);
    for (const [user, key] of LEFT.dataset.users.keys.entries()) {
      const answer = influence.influences({ user: { key, revision: 1 }, items })!;
      expectClose(answer.scores, bruteForceBlend(LEFT, user, new Map()), 1e-8);
      for (const [row, { item }] of answer.interactions.entries()) {
        const without = answer.scoresWithout.subarray(row * items.length, (row + 1) * items.length);
        expectClose(without, bruteForceBlend(LEFT, user, new Map([[item, 0]])), 1e-8);
      }
    }
    expect(influence.influences({ user: { key: HER, revision: 1 }, items })).toBeUndefined();
  });

  it('leaves no value of an attribute that she alone had', async () => {
    const { manifest, userAttributes } = await afterErasing();
    expect(userAttributes).toEqual(LEFT.dataset.userAttributes);
    const directory = join(path, 'versions', manifest.version);
    for (const name of await readdir(directory)) {
      expect((await readFile(join(directory, name))).includes('hers alone')).toBe(false);
    }
    expect(await readdir(join(path, 'versions'))).toEqual([manifest.version]);
  });

  it('is honored by what was made of the snapshot before', async () => {
    const snapshot = await snapshots.openCurrent();
    const [recommender, influence] = [await createRecommender(snapshot), await createInfluence(snapshot)];
    const user = { key: HER, revision: 1 };
    expect(influence.influences({ user, items: [0] })).toBeDefined();
    await snapshots.eraseUser(HER);
    expect(recommender.recommend({ user: { ...user }, first: 1 }).source).toBe('POPULAR');
    expect(influence.influences({ user: { ...user }, items: [0] })).toBeUndefined();
  });
});

async function afterErasing(): Promise<Snapshot> {
  await snapshots.eraseUser(HER);
  return snapshots.openCurrent();
}

/** The contents as they are to be: her edges gone, her rows cut out of what was trained, all items still there. */
function withoutHer(contents: SnapshotContents): SnapshotContents {
  const her = contents.dataset.users.keys.indexOf(HER);
  const { dataset } = tinyContents(
    INTERACTIONS.filter(({ userKey }) => userKey !== HER),
    {
      items: contents.dataset.itemRecords,
      attributes: contents.dataset.attributes!.weights,
      users: USERS.filter(({ key }) => key !== HER),
      userAttributes: contents.dataset.userAttributes!.weights,
    },
  );
  const cut = ({ array, shape }: NamedArray, ...lost: readonly number[]): NamedArray => {
    const [rows, columns = 1] = shape as [number, number?];
    const kept = array.filter((_: number, place: number) => !lost.includes(Math.floor(place / columns)));
    return { array: kept, shape: [rows - lost.length, ...shape.slice(1)] };
  };
  const last = ({ shape }: NamedArray): number => shape[0]! - 1; // the value that she alone had
  const components = contents.components.map((component) => {
    const { users, x0, foldIn, itemDegrees } = component.arrays;
    if (users === undefined || x0 === undefined || foldIn === undefined || itemDegrees === undefined) return component;
    const left = {
      users: cut(users, her),
      x0: cut(x0, her, last(x0)),
      foldIn: cut(foldIn, last(foldIn)),
      itemDegrees: cut(itemDegrees, last(itemDegrees)),
    };
    return { ...component, arrays: { ...component.arrays, ...left } };
  });
  return { ...contents, dataset, components };
}
