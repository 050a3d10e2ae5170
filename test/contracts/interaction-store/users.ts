import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeValue, UserProfile } from '../../../src/store/interaction-store.js';
import type { CurrentStore } from '../interaction-store.js';
import { event } from './sample.js';

const ADA: UserProfile = {
  key: 'ada',
  attributes: { country: 'Norge "no"', friends: ['bo', 'cy'], member: true, born: 1815, score: 8.3, title: 'Countess' },
};

export function describeUsers(store: CurrentStore): void {
  it('come back with their attributes, beside their revision', async () => {
    expect(await store().upsertUsers([ADA, { key: 'bare' }])).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(await store().usersByKey(['ada', 'bare', 'nobody'])).toEqual([
      { ...ADA, revision: 1 },
      { key: 'bare', revision: 1 },
      undefined,
    ]);
    expect(await store().listUsers({ first: 5 })).toEqual([
      { ...ADA, revision: 1 },
      { key: 'bare', revision: 1 },
    ]);
  });

  it('are unchanged when they come again, and then their revision stays', async () => {
    await store().upsertUsers([ADA]);
    const reordered = { ...ADA, attributes: Object.fromEntries(Object.entries(ADA.attributes!).reverse()) };
    expect(await store().upsertUsers([reordered])).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await store().upsertUsers([{ key: 'ada' }])).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect(await store().usersByKey(['ada'])).toEqual([{ ...ADA, revision: 1 }]);
  });

  it('are replaced as a whole, which raises their revision and stamps them', async () => {
    await store().upsertInteractions([event('ada', 'x')]);
    await store().upsertUsers([ADA]);
    const next = { key: 'ada', attributes: { country: 'fr' } };
    expect(await store().upsertUsers([next])).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(await store().usersByKey(['ada'])).toEqual([{ ...next, revision: 3 }]);
    expect(await store().interactionsOf(['ada'], { first: 5 })).toEqual([[event('ada', 'x')]]);
    for await (const [state] of store().exportUserStates()) {
      expect(state).toMatchObject({ key: 'ada', revision: 3 });
      expect(state!.changedAt).toBeGreaterThan(0);
    }
  });

  it('keep what describes them when they interact', async () => {
    await store().upsertUsers([ADA]);
    await store().upsertInteractions([event('ada', 'x')]);
    expect(await store().usersByKey(['ada'])).toEqual([{ ...ADA, revision: 2 }]);
  });

  it('count once when a call names them twice; the last that says something wins', async () => {
    const summary = await store().upsertUsers([{ key: 'ada', attributes: { country: 'se' } }, ADA, { key: 'ada' }]);
    expect(summary).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await store().usersByKey(['ada'])).toEqual([{ ...ADA, revision: 1 }]);
  });

  it('are gone with all that describes them once they are erased', async () => {
    await store().upsertUsers([ADA]);
    expect(await store().eraseUser('ada')).toBe(true);
    expect(await store().usersByKey(['ada'])).toEqual([undefined]);
    await store().upsertInteractions([event('ada', 'x')]);
    expect(await store().usersByKey(['ada'])).toEqual([{ key: 'ada', revision: 1 }]);
  });

  it('are exported in large numbers, ascending by key, described or not', async () => {
    const many = Array.from({ length: 2_500 }, (_, place) => ({
      key: `u${String(place).padStart(4, '0')}`,
      ...(place % 2 === 0 && { attributes: { group: `g${place % 7}` } }),
    }));
    expect(await store().upsertUsers(many.toReversed())).toEqual({ created: 2_500, updated: 0, unchanged: 0 });
    const exported: unknown[] = [];
    for await (const batch of store().exportUsers()) exported.push(...batch);
    expect(exported).toEqual(many.map((user) => ({ ...user, revision: 1 })));
  });

  it('take any attributes of the four kinds', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    const value: fc.Arbitrary<AttributeValue> = fc.oneof(
      text,
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.array(text, { maxLength: 4 }),
    );
    const taken = ['', 'key', 'revision', 'changedAt', 'embedding', 'embeddingVersion', '__proto__'];
    const name = text.filter((key) => !taken.includes(key) && !key.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value, { minKeys: 1, maxKeys: 6 }), async (attributes) => {
        await store().upsertUsers([{ key: 'x', attributes: { reset: true } }]);
        await store().upsertUsers([{ key: 'x', attributes }]);
        expect(await store().usersByKey(['x'])).toMatchObject([{ key: 'x', attributes }]);
        expect(await store().upsertUsers([{ key: 'x', attributes }])).toMatchObject({ unchanged: 1 });
      }),
      { numRuns: 20 },
    );
  });
}
