import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../../src/core/key-order.js';
import type { InteractionQuery, InteractionRecord } from '../../../src/store/interaction-store.js';
import type { CurrentStore } from '../interaction-store.js';
import { anyInteractions, byIdentity, eraseEveryone, event } from './sample.js';

export function describeInteractionPages(store: CurrentStore): void {
  const pageOf = async (key: string, query: InteractionQuery) => (await store().interactionsOf([key], query))[0]!;

  /** Follows the pages of a user to the end, with something done between any two. */
  async function pageThrough(
    key: string,
    query: InteractionQuery,
    between: (page: number) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<InteractionRecord[]> {
    const all: InteractionRecord[] = [];
    for (let page = 0; ; page++) {
      const after = all.length === 0 ? {} : { after: all[all.length - 1]! };
      const entries = await pageOf(key, { ...query, ...after });
      all.push(...entries);
      if (entries.length < query.first) return all;
      await between(page);
    }
  }

  it('come newest first, then by item key, then by behavior', async () => {
    const newestFirst = [
      event('ada', 'x', { at: 9 }),
      event('ada', 'b', { at: 5 }),
      event('ada', 'c', { at: 5, behavior: 'buy' }),
      event('ada', 'c', { at: 5, behavior: 'like' }),
      event('ada', '\uFFEE', { at: 5 }),
      event('ada', '\u{1F600}', { at: 5 }),
      event('ada', 'a'),
      event('ada', 'b'),
    ];
    await store().upsertInteractions([...newestFirst].reverse());
    expect(await pageOf('ada', { first: 2 ** 31 - 1 })).toEqual(newestFirst);
    expect(await pageOf('ada', { first: 3 })).toEqual(newestFirst.slice(0, 3));
    expect(await pageOf('ada', { first: 2, after: newestFirst[3]! })).toEqual(newestFirst.slice(4, 6));
    expect(await pageOf('ada', { first: 0 })).toEqual([]);
  });

  it('are answered for many users at once, in the order asked, each with a page of its own', async () => {
    const ada = [event('ada', 'x', { at: 2 }), event('ada', 'y', { at: 1 })];
    const bo = [event('bo', 'x', { at: 3 }), event('bo', 'z', { at: 1 })];
    await store().upsertInteractions([...bo, ...ada]);
    const answer = await store().interactionsOf(['bo', 'nobody', 'ada', 'bo'], { first: 1 });
    expect(answer).toEqual([[bo[0]], [], [ada[0]], [bo[0]]]);
    expect(await store().interactionsOf([], { first: 1 })).toEqual([]);
  });

  it('can be kept to some behaviors', async () => {
    const batch = ['view', 'like', 'buy'].map((behavior) => event('ada', 'x', { behavior }));
    await store().upsertInteractions(batch);
    expect(await pageOf('ada', { first: 9, behaviors: ['like'] })).toEqual([batch[1]]);
    expect(await pageOf('ada', { first: 9, behaviors: ['view', 'buy', 'other'] })).toEqual([batch[2], batch[0]]);
    expect(await pageOf('ada', { first: 9, behaviors: [] })).toEqual([]);
  });

  it('make the whole, page by page, whatever the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(anyInteractions, fc.integer({ min: 1, max: 6 }), async (interactions, first) => {
        await eraseEveryone(store());
        const own = interactions.map((interaction) => ({ ...interaction, userKey: 'ada' }));
        await store().upsertInteractions(own);
        const paged = await pageThrough('ada', { first });
        expect(paged).toEqual([...paged].sort(newestFirst));
        expect(paged).toHaveLength(byIdentity(own).size);
        expect(byIdentity(paged)).toEqual(byIdentity(own));
      }),
      { numRuns: 20 },
    );
  });

  it('neither repeat nor skip while newer ones arrive ahead of the page', async () => {
    const old = Array.from({ length: 12 }, (_, place) => event('ada', `item ${place % 4}`, { at: 100 - (place >> 1) }));
    await store().upsertInteractions(old);
    const paged = await pageThrough('ada', { first: 3 }, (page) =>
      store().upsertInteractions([event('ada', 'new', { at: 1_000 + page })]),
    );
    expect(paged).toEqual([...byIdentity(old).keys()].map(() => expect.anything()));
    expect(byIdentity(paged)).toEqual(byIdentity(old));
  });
}

function newestFirst(a: InteractionRecord, b: InteractionRecord): number {
  return b.at - a.at || compareKeys(a.itemKey, b.itemKey) || compareKeys(a.behavior, b.behavior);
}
