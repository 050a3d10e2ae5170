import { expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/log.js';
import { runContext } from '../../src/core/run-context.js';
import { datasetFromChanges } from '../../src/dataset/changes-from-store.js';
import { datasetFromProjection } from '../../src/dataset/from-projection.js';
import { datasetFromStore } from '../../src/dataset/from-store.js';
import { attributesOf } from '../../src/dataset/user-attributes.js';
import type { InteractionStore } from '../../src/store/interaction-store.js';
import { openStore } from '../../src/store/open-store.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { event } from './events.js';

const makeDirectory = temporaryDirectories();
const OPTIONS = { userAttributes: { country: 1, likes: 0.5 } };

async function withStore(use: (store: InteractionStore) => Promise<void>): Promise<void> {
  const store = await openStore(`embedded:${await makeDirectory()}/store`, { log: silentLogger });
  try {
    await store.upsertInteractions([event('ann', 'cup'), event('cat', 'cup')]);
    await store.upsertUsers([
      { key: 'ann', attributes: { country: 'no', likes: ['tea'], secret: 'x' } },
      { key: 'ben', attributes: { country: 'fr' } },
      { key: 'dan', attributes: { secret: 'y' } },
    ]);
    await use(store);
  } finally {
    await store.close();
  }
}

it('a store gives users with what describes them and their revisions, where it is asked for', async () => {
  await withStore(async (store) => {
    const dataset = await datasetFromStore(store, OPTIONS, runContext());
    expect(dataset.users.keys).toEqual(['ann', 'ben', 'cat']);
    expect([...dataset.userRevisions]).toEqual([2, 1, 1]);
    expect([0, 1, 2].map((user) => attributesOf(dataset.userAttributes!, user))).toEqual([
      { country: 'no', likes: 'tea' },
      { country: 'fr' },
      {},
    ]);
    const bare = await datasetFromStore(store, {}, runContext());
    expect(bare.users.keys).toEqual(['ann', 'cat']);
    expect(bare.userAttributes).toBeUndefined();
  });
});

it('an export of changes sees what describes users now, though their interactions are taken over', async () => {
  await withStore(async (store) => {
    const before = await datasetFromStore(store, OPTIONS, runContext());
    await store.upsertUsers([
      { key: 'ann', attributes: { country: 'dk' } },
      { key: 'eve', attributes: { likes: ['ale'] } },
    ]);
    await store.eraseUser('ben');
    const earlier = { ...before, exportedAt: Date.now() + 3_600_000, erased: new Set<number>() };
    const { dataset, usersRead } = await datasetFromChanges(store, earlier, OPTIONS, runContext());
    expect(dataset).toEqual(await datasetFromStore(store, OPTIONS, runContext()));
    expect(dataset.users.keys).toEqual(['ann', 'cat', 'eve']);
    expect(attributesOf(dataset.userAttributes!, 0)).toEqual({ country: 'dk' });
    expect(usersRead).toBe(3); // ann, who changed, and dan and eve, who did nothing yet
  });
});

it('a projection gives users attributes too', async () => {
  await withStore(async (store) => {
    const text = `
      MATCH (u:User)-[:INTERACTED]->(i:Item)
      RETURN u.key AS userKey, i.key AS itemKey, u {.country} AS userAttributes
      UNION ALL MATCH (u:User {key: 'ben'})
      RETURN u.key AS userKey, null AS itemKey, u {.country} AS userAttributes`;
    const projection = { file: 'people.cypher', text, parameters: {} };
    const dataset = await datasetFromProjection(store, projection, { userAttributes: { country: 1 } }, runContext());
    expect(dataset.users.keys).toEqual(['ann', 'ben', 'cat']);
    expect(attributesOf(dataset.userAttributes!, 1)).toEqual({ country: 'fr' });
  });
});
