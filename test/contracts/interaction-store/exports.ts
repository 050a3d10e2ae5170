import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../../src/core/key-order.js';
import type { InteractionBatch, ItemRecord, UserState } from '../../../src/store/interaction-store.js';
import type { CurrentStore } from '../interaction-store.js';
import { anyInteractions, byIdentity, eraseEveryone, event, interactionsIn } from './sample.js';

export function describeExports(store: CurrentStore): void {
  async function batches(behaviors?: readonly string[]): Promise<InteractionBatch[]> {
    const all: InteractionBatch[] = [];
    for await (const batch of store().exportInteractions(behaviors === undefined ? {} : { behaviors })) all.push(batch);
    return all;
  }

  it('give what was put in, users whole and ascending by key', async () => {
    await fc.assert(
      fc.asyncProperty(anyInteractions, async (interactions) => {
        await eraseEveryone(store());
        await store().upsertInteractions(interactions);
        const exported = await batches();
        expect(byIdentity(exported.flatMap(interactionsIn))).toEqual(byIdentity(interactions));
        const keys = exported.flatMap(({ users }) => users.map(({ key }) => key));
        expect(keys).toEqual([...new Set(interactions.map(({ userKey }) => userKey))].sort(compareKeys));
      }),
      { numRuns: 15 },
    );
  });

  it('come in batches of aligned columns, with each revision', async () => {
    await store().upsertInteractions([
      event('ada', 'x', { at: 5, weight: 2.5 }),
      event('bo', 'y', { behavior: 'like' }),
    ]);
    await store().upsertInteractions([event('bo', 'z')]);
    const [batch, ...none] = await batches();
    expect(none).toEqual([]);
    expect(batch!.users).toEqual([
      { key: 'ada', revision: 1 },
      { key: 'bo', revision: 2 },
    ]);
    expect([...batch!.offsets]).toEqual([0, 1, 3]);
    expect(batch!.offsets).toBeInstanceOf(Int32Array);
    expect(batch!.at).toBeInstanceOf(Float64Array);
    expect(batch!.weights).toBeInstanceOf(Float32Array);
    expect([batch!.itemKeys[0], batch!.behaviors[0], batch!.at[0], batch!.weights[0]]).toEqual(['x', 'view', 5, 2.5]);
  });

  it('span several batches without splitting a user', async () => {
    const many = Array.from({ length: 6_000 }, (_, place) => event(`user ${place % 1_700}`, `item ${place}`));
    await store().upsertInteractions(many);
    const exported = await batches();
    expect(exported.length).toBeGreaterThan(1);
    expect(byIdentity(exported.flatMap(interactionsIn))).toEqual(byIdentity(many));
    const keys = exported.flatMap(({ users }) => users.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual([...keys].sort(compareKeys));
  });

  it('can be kept to some behaviors; users without any of them are left out', async () => {
    const like = event('ada', 'x', { behavior: 'like' });
    await store().upsertInteractions([like, event('ada', 'x'), event('bo', 'x')]);
    expect((await batches(['like'])).flatMap(interactionsIn)).toEqual([like]);
    expect(await batches(['other'])).toEqual([]);
    expect(await batches([])).toEqual([]);
  });

  it('are empty for an empty store', async () => {
    expect(await batches()).toEqual([]);
    for await (const items of store().exportItems()) expect(items).toEqual([]);
  });

  it('can be left before their end', async () => {
    await store().upsertInteractions(Array.from({ length: 1_200 }, (_, place) => event(`user ${place}`, 'x')));
    for await (const batch of store().exportInteractions()) {
      expect(batch.users.length).toBeGreaterThan(0);
      break;
    }
    expect((await batches()).flatMap(({ users }) => users)).toHaveLength(1_200);
  });

  it('go on while others write', async () => {
    const old = Array.from({ length: 1_500 }, (_, place) => event(`user ${place}`, 'x'));
    await store().upsertInteractions(old);
    const seen = new Set<string>();
    for await (const { users } of store().exportInteractions()) {
      for (const { key } of users) seen.add(key);
      await store().upsertInteractions([event('aaa', `new ${seen.size}`), event('zzz', `new ${seen.size}`)]);
      await store().eraseUser('user 999');
    }
    expect(old.filter(({ userKey }) => !seen.has(userKey) && userKey !== 'user 999')).toEqual([]);
  });

  it('can be of some users alone', async () => {
    await store().upsertInteractions([event('ada', 'x'), event('bo', 'y', { behavior: 'like' }), event('cy', 'z')]);
    await store().upsertInteractions([event('cy', 'x')]);
    const exported: InteractionBatch[] = [];
    for await (const batch of store().exportInteractionsOf(['bo', 'cy', 'nobody'])) exported.push(batch);
    expect(exported.flatMap(({ users }) => users)).toEqual([
      { key: 'bo', revision: 1 },
      { key: 'cy', revision: 2 },
    ]);
    expect(byIdentity(exported.flatMap(interactionsIn))).toEqual(
      byIdentity([event('bo', 'y', { behavior: 'like' }), event('cy', 'z'), event('cy', 'x')]),
    );
    for await (const batch of store().exportInteractionsOf(['bo'], { behaviors: ['view'] })) {
      expect(batch.users).toEqual([]);
    }
  });

  it('tell of every user her revision and when she last changed, ascending by key', async () => {
    const states = async (): Promise<UserState[]> => {
      const all: UserState[] = [];
      for await (const some of store().exportUserStates()) all.push(...some);
      return all;
    };
    expect(await states()).toEqual([]);
    await store().upsertInteractions([event('\u{1F600}', 'x'), event('\uFFEE', 'x'), event('ada', 'x')]);
    const first = await states();
    expect(first.map(({ key, revision }) => [key, revision])).toEqual([
      ['ada', 1],
      ['\uFFEE', 1],
      ['\u{1F600}', 1],
    ]);
    await delay(5);
    await store().upsertInteractions([event('ada', 'y'), event('\uFFEE', 'x')]);
    const [ada, ...others] = await states();
    expect(ada!.revision).toBe(2);
    expect(ada!.changedAt).toBeGreaterThan(first[0]!.changedAt);
    expect(others).toEqual(first.slice(1));
  });

  it('hold every item, also those without interactions, ascending by key', async () => {
    await store().upsertItems([{ key: 'b', title: 'B' }, { key: '\u{1F600}' }, { key: '\uFFEE' }, { key: 'a' }]);
    await store().upsertInteractions([event('ada', 'c')]);
    const items: ItemRecord[] = [];
    for await (const batch of store().exportItems()) items.push(...batch);
    expect(items).toEqual([
      { key: 'a' },
      { key: 'b', title: 'B' },
      { key: 'c' },
      { key: '\uFFEE' },
      { key: '\u{1F600}' },
    ]);
  });
}
