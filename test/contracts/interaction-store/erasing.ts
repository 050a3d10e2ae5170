import { expect, it } from '@jest/globals';
import type { CurrentStore } from '../interaction-store.js';
import { event, everything } from './sample.js';

export function describeErasing(store: CurrentStore): void {
  it('takes the user and all her interactions, and nobody else', async () => {
    await store().upsertInteractions([event('ada', 'x'), event('ada', 'y', { at: 3 }), event('bo', 'x')]);
    expect(await store().eraseUser('ada')).toBe(true);
    expect(await everything(store())).toEqual([event('bo', 'x')]);
    expect(await store().usersByKey(['ada', 'bo'])).toEqual([undefined, { key: 'bo', revision: 1 }]);
    expect(await store().interactionsOf(['ada'], { first: 5 })).toEqual([[]]);
    expect(await store().coUsers(['bo'], { first: 5 })).toEqual([[]]);
    expect(await store().stats()).toMatchObject({ users: 1, items: 2, interactions: 1 });
  });

  it('says that there was no such user', async () => {
    expect(await store().eraseUser('nobody')).toBe(false);
    await store().upsertInteractions([event('ada', 'x')]);
    await store().eraseUser('ada');
    expect(await store().eraseUser('ada')).toBe(false);
  });

  it('lets the same key come again, with nothing of before', async () => {
    await store().upsertInteractions([event('ada', 'x'), event('ada', 'y')]);
    await store().eraseUser('ada');
    expect(await store().upsertInteractions([event('ada', 'x')])).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await store().interactionsOf(['ada'], { first: 5 })).toEqual([[event('ada', 'x')]]);
  });
}
