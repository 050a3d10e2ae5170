import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EdgewiseError } from '../../src/core/errors.js';
import { silentLogger } from '../../src/core/log.js';
import { resolveUserViews } from '../../src/recommend/resolve-user-views.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';
import type { InteractionRecord, InteractionStore } from '../../src/store/interaction-store.js';
import { openStore } from '../../src/store/open-store.js';
import { observeStore, STORE_AWAY, type ObservedStore } from '../graphql/observed-store.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';

const makeDirectory = temporaryDirectories();
let real: InteractionStore;
let observed: ObservedStore;
let snapshot: Snapshot;

beforeEach(async () => {
  real = await openStore(`embedded:${await makeDirectory()}`, { log: silentLogger });
  await real.ensureSchema();
  observed = observeStore(real);
  const exported = ['ann', 'ben', 'cat'].map((userKey) => event(userKey, 'fig'));
  await real.upsertInteractions(exported);
  const records = await real.usersByKey(['ann', 'ben', 'cat']);
  const revisions = Object.fromEntries(records.map((record) => [record!.key, record!.revision]));
  snapshot = tinySnapshot(tinyContents([...exported, event('gone', 'fig')], { revisions: { ...revisions, gone: 4 } }));
  observed.forget();
});

afterEach(async () => {
  await real.close();
});

describe('views of users', () => {
  it('carry current interactions for those who changed since the snapshot or whom it does not know', async () => {
    await real.upsertInteractions([event('ben', 'kiwi'), event('new', 'kiwi')]);
    const [ann, ben, fresh, gone, nobody] = await resolveUserViews(observed.store, snapshot, [
      'ann',
      'ben',
      'new',
      'gone',
      'nobody',
    ]);
    expect(ann).toEqual({ key: 'ann', revision: revisionOf('ann') });
    expect(ben!.revision).toBeGreaterThan(revisionOf('ben'));
    expect(ben!.current!.map(({ itemKey }) => itemKey).sort()).toEqual(['fig', 'kiwi']);
    expect(fresh).toMatchObject({ key: 'new', current: [event('new', 'kiwi')] });
    expect(gone).toEqual({ key: 'gone', revision: 4 });
    expect(nobody).toBeUndefined();
  });

  it('take two reads however many users there are, and one when nobody changed', async () => {
    await resolveUserViews(observed.store, snapshot, ['ann', 'ben', 'cat']);
    expect(observed.calls).toEqual(['usersByKey']);
    observed.forget();
    const many = Array.from({ length: 50 }, (_, index) => event(`many-${index}`, 'fig'));
    await real.upsertInteractions([...many, event('ann', 'kiwi')]);
    observed.forget();
    const views = await resolveUserViews(observed.store, snapshot, [
      'ann',
      'ben',
      ...many.map(({ userKey }) => userKey),
    ]);
    expect(observed.calls).toEqual(['usersByKey', 'interactionsOf']);
    expect(views.filter((view) => view?.current !== undefined)).toHaveLength(51);
  });

  it('answer a key that is asked twice twice', async () => {
    await real.upsertInteractions([event('ben', 'kiwi')]);
    const [one, two] = await resolveUserViews(observed.store, snapshot, ['ben', 'ben']);
    expect(one).toEqual(two);
    expect(one!.current).toHaveLength(2);
  });

  it('are the snapshot’s alone while the store is away', async () => {
    observed.failWith(STORE_AWAY);
    const views = await resolveUserViews(observed.store, snapshot, ['ann', 'new']);
    expect(views).toEqual([{ key: 'ann', revision: revisionOf('ann') }, undefined]);
  });

  it('are the snapshot’s too when the store goes away between the two reads', async () => {
    await real.upsertInteractions([event('ann', 'kiwi')]);
    const halfAway = new Proxy(real, {
      get: (target, name) =>
        name === 'interactionsOf' ? () => Promise.reject(STORE_AWAY) : bound(target, name as keyof InteractionStore),
    });
    const views = await resolveUserViews(halfAway, snapshot, ['ann']);
    expect(views).toEqual([{ key: 'ann', revision: revisionOf('ann') }]);
  });

  it('are of what was trained where that was a projection, except for users whom only the store knows', async () => {
    await real.upsertInteractions([event('ben', 'kiwi'), event('new', 'kiwi')]);
    const contents = tinyContents(
      ['ann', 'ben', 'cat'].map((userKey) => event(userKey, 'fig')),
      { revisions: { ben: 0 } },
    );
    const projection = { text: 'RETURN 1', parameters: {} };
    const projected = tinySnapshot({ ...contents, dataset: { ...contents.dataset, projection } });
    const [ben, fresh, nobody] = await resolveUserViews(observed.store, projected, ['ben', 'new', 'nobody']);
    expect(ben).toEqual({ key: 'ben', revision: 0 });
    expect(fresh).toMatchObject({ key: 'new', current: [event('new', 'kiwi')] });
    expect(nobody).toBeUndefined();
    observed.forget();
    await resolveUserViews(observed.store, projected, ['ann', 'ben']);
    expect(observed.calls).toEqual([]);
  });

  it('pass on any other failure of the store', async () => {
    observed.failWith(new EdgewiseError('STORE_CORRUPT', 'damaged'));
    await expect(resolveUserViews(observed.store, snapshot, ['ann'])).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('of nobody read nothing but the users', async () => {
    expect(await resolveUserViews(observed.store, snapshot, [])).toEqual([]);
  });
});

function revisionOf(key: string): number {
  return snapshot.userRevisions[snapshot.userIndex(key)!]!;
}

function bound(target: InteractionStore, name: keyof InteractionStore): unknown {
  const value = target[name];
  return typeof value === 'function' ? value.bind(target) : value;
}

function event(userKey: string, itemKey: string): InteractionRecord {
  return { userKey, itemKey, behavior: 'interacted', at: 0, weight: 1 };
}
