import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../../src/core/key-order.js';
import type { CoNeighbor, InteractionRecord } from '../../../src/store/interaction-store.js';
import type { CurrentStore } from '../interaction-store.js';
import { anyInteractions, eraseEveryone, event } from './sample.js';

export function describeNeighbors(store: CurrentStore): void {
  const first = 100;

  it('are known by hand on a small graph', async () => {
    await store().upsertInteractions([
      ...['x', 'y'].map((item) => event('ada', item)),
      ...['y', 'z'].map((item) => event('bo', item)),
      ...['x', 'y', 'z'].map((item) => event('cy', item)),
      event('di', 'far'),
    ]);
    expect(await store().coUsers(['ada', 'di', 'nobody'], { first })).toEqual([
      [
        { key: 'cy', similarity: 2 / Math.sqrt(2 * 3) },
        { key: 'bo', similarity: 1 / 2 },
      ],
      [],
      [],
    ]);
    expect(await store().coItems(['y', 'far'], { first })).toEqual([
      [
        { key: 'x', similarity: 2 / Math.sqrt(3 * 2) },
        { key: 'z', similarity: 2 / Math.sqrt(3 * 2) },
      ],
      [],
    ]);
  });

  it('count an item once, however often a user met it', async () => {
    await store().upsertInteractions([
      event('ada', 'x'),
      event('ada', 'x', { at: 1 }),
      event('ada', 'x', { behavior: 'like' }),
      event('bo', 'x', { weight: 9 }),
      event('bo', 'x', { at: 7 }),
    ]);
    expect(await store().coUsers(['ada'], { first })).toEqual([[{ key: 'bo', similarity: 1 }]]);
    expect(await store().coItems(['x'], { first })).toEqual([[]]);
  });

  it('are answered in the order asked, repeated keys too', async () => {
    await store().upsertInteractions([event('ada', 'x'), event('bo', 'x')]);
    const ada = [{ key: 'ada', similarity: 1 }];
    const bo = [{ key: 'bo', similarity: 1 }];
    expect(await store().coUsers(['bo', 'ada', 'bo'], { first })).toEqual([ada, bo, ada]);
    expect(await store().coUsers(['bo'], { first: 0 })).toEqual([[]]);
    expect(await store().coUsers([], { first })).toEqual([]);
  });

  it('tie by key, by code point', async () => {
    const others = ['\u{1F600}', '\uFFEE', 'b', 'a', '10', '9'];
    await store().upsertInteractions(['me', ...others].map((key) => event(key, 'x')));
    const [found] = await store().coUsers(['me'], { first: 4 });
    expect(found!.map(({ key }) => key)).toEqual([...others].sort(compareKeys).slice(0, 4));
    const [rest] = await store().coUsers(['me'], { first: 4, after: found!.at(-1) });
    expect(rest!.map(({ key }) => key)).toEqual([...others].sort(compareKeys).slice(4));
  });

  it('are exact where many share little and few share much', async () => {
    const interactions = crowd();
    await store().upsertInteractions(interactions);
    const expected = bruteForce(interactions, 'user 0');
    expect(expected.length).toBeGreaterThan(300);
    const [best] = await store().coUsers(['user 0'], { first: 7 });
    expect(best).toEqual(expected.slice(0, 7));
    const [middle] = await store().coUsers(['user 0'], { first: 5, after: expected[149]! });
    expect(middle).toEqual(expected.slice(150, 155));
    const [end] = await store().coUsers(['user 0'], { first: 50, after: expected.at(-3) });
    expect(end).toEqual(expected.slice(-2));
  });

  it('agree with counting everything, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(anyInteractions, fc.integer({ min: 1, max: 4 }), async (interactions, size) => {
        await eraseEveryone(store());
        await store().upsertInteractions(interactions);
        for (const key of new Set(interactions.map(({ userKey }) => userKey))) {
          const expected = bruteForce(interactions, key);
          const [head] = await store().coUsers([key], { first: size });
          expect(head).toEqual(expected.slice(0, size));
          if (head!.length < size) continue;
          const [tail] = await store().coUsers([key], { first, after: head!.at(-1) });
          expect(tail).toEqual(expected.slice(size));
        }
        const turned = interactions.map((one) => ({ ...one, userKey: one.itemKey, itemKey: one.userKey }));
        const items = [...new Set(interactions.map(({ itemKey }) => itemKey))];
        expect(await store().coItems(items, { first })).toEqual(items.map((key) => bruteForce(turned, key)));
      }),
      { numRuns: 12 },
    );
  });
}

/** 400 users around one: user u shares its first 1 + u % 20 items and has u % 31 others of its own. */
function crowd(): InteractionRecord[] {
  return Array.from({ length: 400 }, (_, user) => [
    ...Array.from({ length: user === 0 ? 20 : 1 + (user % 20) }, (_, item) => event(`user ${user}`, `shared ${item}`)),
    ...Array.from({ length: user % 31 }, (_, item) => event(`user ${user}`, `own ${user} ${item}`)),
  ]).flat();
}

/** Every neighbor of a user by cosine of binary rows, best first, ties by key. */
function bruteForce(interactions: readonly InteractionRecord[], key: string): CoNeighbor[] {
  const rows = new Map<string, Set<string>>();
  for (const { userKey, itemKey } of interactions) {
    rows.set(userKey, (rows.get(userKey) ?? new Set()).add(itemKey));
  }
  const own = rows.get(key)!;
  return [...rows]
    .filter(([other]) => other !== key)
    .map(([other, items]) => {
      const shared = [...items].filter((item) => own.has(item)).length;
      return { key: other, similarity: shared / Math.sqrt(own.size * items.size) };
    })
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || compareKeys(a.key, b.key));
}
