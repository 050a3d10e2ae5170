import { expect, it } from '@jest/globals';
import type { CurrentStore } from '../interaction-store.js';
import { event } from './sample.js';

export function describeLifecycle(store: CurrentStore): void {
  it('counts what it holds', async () => {
    expect(await store().stats()).toEqual({ users: 0, items: 0, interactions: 0, behaviors: {} });
    await store().upsertInteractions([event('ada', 'x'), event('bo', 'x', { behavior: 'like' })]);
    expect(await store().stats()).toEqual({ users: 2, items: 1, interactions: 2, behaviors: { view: 1, like: 1 } });
    await store().upsertInteractions([event('ada', 'y', { at: 50 }), event('ada', 'z', { at: 20 })]);
    expect(await store().stats()).toEqual({
      users: 2,
      items: 3,
      interactions: 4,
      behaviors: { view: 3, like: 1 },
      firstAt: 20,
      lastAt: 50,
    });
  });

  it('keeps its schema when it is ensured again', async () => {
    await store().upsertInteractions([event('ada', 'x')]);
    await store().ensureSchema();
    expect(await store().stats()).toMatchObject({ users: 1, interactions: 1 });
  });

  it('finishes running calls before it closes, and refuses later ones', async () => {
    const many = Array.from({ length: 3_000 }, (_, place) => event(`user ${place % 50}`, `item ${place}`));
    const running = store().upsertInteractions(many);
    await Promise.all([store().close(), store().close()]);
    expect(await running).toEqual({ created: 3_000, updated: 0, unchanged: 0 });
    const closed = { code: 'STORE_CLOSED' };
    await expect(store().stats()).rejects.toMatchObject(closed);
    await expect(store().upsertInteractions([event('ada', 'x')])).rejects.toMatchObject(closed);
    await expect(async () => {
      for await (const batch of store().exportInteractions()) expect(batch).toBeUndefined();
    }).rejects.toMatchObject(closed);
  });

  it('ends an export that is under way when it is closed', async () => {
    await store().upsertInteractions(Array.from({ length: 1_200 }, (_, place) => event(`user ${place}`, 'x')));
    await expect(async () => {
      for await (const batch of store().exportInteractions()) {
        expect(batch.users.length).toBeGreaterThan(0);
        await store().close();
      }
    }).rejects.toMatchObject({ code: 'STORE_CLOSED' });
  });
}
