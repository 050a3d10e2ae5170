import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Logger } from '../../../src/core/log.js';
import { ComputingThreads, type ThreadedVersion } from '../../../src/graphql/computing/computing-threads.js';
import type { QuestionName } from '../../../src/graphql/computing/questions.js';
import { createInfluence } from '../../../src/influence/create-influence.js';
import type { Influence } from '../../../src/influence/influence.js';
import { createRecommender } from '../../../src/recommend/create-recommender.js';
import type { Recommender, UserView } from '../../../src/recommend/request.js';
import { prepareTables, type ScorerTables } from '../../../src/recommend/scorers/scorer-tables.js';
import type { SnapshotContents } from '../../../src/snapshot/contents.js';
import { SnapshotDirectory } from '../../../src/snapshot/snapshot-directory.js';
import type { Snapshot } from '../../../src/snapshot/snapshot.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { interactionsOf, tinyContents, withWalks } from '../../fixtures/tiny-snapshot.js';
import { shop } from '../shop.js';
import { PROGRAM } from './thread-program.js';

const directory = temporaryDirectories();
const RANKINGS = 2;
const log: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const never = new AbortController().signal;

const contents = tinyContents(shop.interactions, { items: shop.items ?? [], dimensions: 8 });
const KINDS: readonly [string, SnapshotContents][] = [
  ['dot', contents],
  ['walk', withWalks(contents)],
  ['blend', withWalks(contents, 0.4)],
];

interface World {
  readonly snapshot: Snapshot;
  readonly tables: ScorerTables;
  readonly recommender: Recommender;
  readonly influence: Influence;
  readonly threads: ThreadedVersion;
}

let pool: ComputingThreads;
beforeAll(() => {
  pool = new ComputingThreads({ rankings: RANKINGS, program: PROGRAM, log });
});
afterAll(() => pool.stop());

describe.each(KINDS)('A thread over a snapshot that ranks by %s', (_, published) => {
  let world: World;
  beforeAll(async () => {
    world = await worldOf(published);
  });
  afterAll(() => world.threads.close());

  it('ranks as this thread does, to the last bit', async () => {
    for (const user of everyone(published)) {
      for (const request of [
        { user, first: 3 },
        { user, first: 2, after: { score: 0, key: 'jam' } },
        { user, first: 5, filter: { attributes: [{ name: 'category', anyOf: ['food'] }], includeInteracted: true } },
      ]) {
        expect(await answer(world, 'recommendations', request)).toEqual(world.recommender.recommend(request));
      }
      const near = await answer(world, 'userNeighbors', { user, first: 3 });
      expect(near).toEqual(world.recommender.userNeighbors(user, 3));
    }
    const near = await answer(world, 'itemNeighbors', { itemKey: 'mug', first: 3 });
    expect(near).toEqual(world.recommender.itemNeighbors('mug', 3));
  });

  it('explains as this thread does, to the last bit', async () => {
    const items = [0, 1, 2, 3, 4];
    for (const user of everyone(published)) {
      const whole = { user, items, ranks: {} };
      const influences = await answer(world, 'influences', whole);
      expect(influences).toEqual(world.influence.influences(whole));
      const [first] = influences?.interactions ?? [];
      const removed = first === undefined ? [] : [{ item: first.item }];
      const without = { ...whole, removed };
      expect(await answer(world, 'without', without)).toEqual(world.influence.without(without));
      for (const direction of ['REMOVE', 'ADD'] as const) {
        const search = { user, item: 2, top: 1, maxSize: 3, direction };
        expect(await answer(world, 'counterfactual', search)).toEqual(world.influence.counterfactual(search));
      }
    }
  });
});

describe('Threads', () => {
  it('answer nobody who has gone', async () => {
    const { threads } = await worldOf(contents);
    const client = new AbortController();
    const asked = threads.ask('recommendations', { user: { key: 'ann', revision: 1 }, first: 2 }, client.signal);
    client.abort();
    await expect(asked).rejects.toMatchObject({ code: 'INTERRUPTED' });
    threads.close();
  });

  it('know an erased user no more than this thread does', async () => {
    const snapshots = new SnapshotDirectory(await directory());
    await snapshots.publish(contents);
    const world = await worldIn(snapshots);
    const user: UserView = { key: 'bob', revision: 1 };
    expect((await answer(world, 'recommendations', { user, first: 2 })).source).toBe('MODEL');
    await snapshots.eraseUser('bob');
    expect((await answer(world, 'recommendations', { user, first: 2 })).source).toBe('POPULAR');
    world.threads.close();
  });

  it('no longer take questions about a version that was closed', async () => {
    const { threads } = await worldOf(contents);
    threads.close();
    expect(threads.ask('recommendations', { user: { key: 'ann', revision: 1 }, first: 2 }, never)).toBeUndefined();
  });

  it('are started again when one ends, with the versions that are open, and leave what it was asked to others', async () => {
    const { snapshot, tables, threads } = await worldOf(contents);
    const ending = new ComputingThreads({ rankings: 1, program: new URL('ending-thread.js', import.meta.url), log });
    const version = await ending.open(snapshot.shared!, tables);
    const question = { user: { key: 'ann', revision: 1 }, first: 2 };
    await expect(version.ask('recommendations', question, never)).resolves.toBeUndefined();
    expect(ending.ended).toBe(1);
    while (version.ask('recommendations', question, never) === undefined) await delay(20);
    expect(ending.running).toBe(2);
    await ending.stop();
    expect(version.ask('recommendations', question, never)).toBeUndefined();
    threads.close();
  });
});

async function worldOf(published: SnapshotContents): Promise<World> {
  const snapshots = new SnapshotDirectory(await directory());
  await snapshots.publish(published);
  return worldIn(snapshots);
}

/** Tables are shared, and this thread computes over them too. */
async function worldIn(snapshots: SnapshotDirectory): Promise<World> {
  const snapshot = await snapshots.openCurrent('shared');
  const tables = await prepareTables(snapshot, RANKINGS + 2);
  return {
    snapshot,
    tables,
    recommender: await createRecommender(snapshot, { tables, thread: 0 }),
    influence: await createInfluence(snapshot),
    threads: await pool.open(snapshot.shared!, tables),
  };
}

/** As trained, with newer interactions, and somebody new. */
function everyone(published: SnapshotContents): UserView[] {
  const keys = published.dataset.users.keys;
  return [
    ...keys.map((key) => ({ key, revision: 1 })),
    ...keys.map((key) => ({ key, revision: 2, current: interactionsOf(published, key).slice(1) })),
    {
      key: 'eve',
      revision: 1,
      current: interactionsOf(published, 'ann').map((event) => ({ ...event, userKey: 'eve' })),
    },
  ];
}

async function answer<Name extends QuestionName>(
  { threads }: World,
  name: Name,
  asked: Parameters<typeof threads.ask<Name>>[1],
) {
  const given = await threads.ask(name, asked, never);
  if (given === undefined) throw new Error('No thread answered.');
  return given.answer;
}
