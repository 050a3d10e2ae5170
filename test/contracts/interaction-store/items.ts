import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeValue, ItemRecord } from '../../../src/store/interaction-store.js';
import type { CurrentStore } from '../interaction-store.js';
import { event } from './sample.js';

const FILM: ItemRecord = {
  key: 'film',
  title: 'Amélie "of" Montmartre',
  attributes: {
    genres: ['comedy', 'romance'],
    year: 2001,
    rating: 8.3,
    seen: false,
    'sub title': 'le fabuleux',
    none: [],
  },
};

export function describeItems(store: CurrentStore): void {
  it('come back with title and attributes', async () => {
    expect(await store().upsertItems([FILM, { key: 'bare' }])).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(await store().itemsByKey(['film', 'bare'])).toEqual([FILM, { key: 'bare' }]);
  });

  it('are unchanged when they come again, in whatever order their attributes stand', async () => {
    await store().upsertItems([FILM]);
    const reordered = { ...FILM, attributes: Object.fromEntries(Object.entries(FILM.attributes!).reverse()) };
    expect(await store().upsertItems([reordered])).toEqual({ created: 0, updated: 0, unchanged: 1 });
  });

  it('are replaced as a whole', async () => {
    await store().upsertItems([FILM]);
    const next = { key: 'film', attributes: { year: 2002, genres: ['romance', 'comedy'] } };
    expect(await store().upsertItems([next])).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(await store().itemsByKey(['film'])).toEqual([next]);
  });

  it('keep what is known of them when they come without title and attributes', async () => {
    await store().upsertItems([FILM]);
    expect(await store().upsertItems([{ key: 'film' }])).toEqual({ created: 0, updated: 0, unchanged: 1 });
    await store().upsertInteractions([event('ada', 'film')]);
    expect(await store().itemsByKey(['film'])).toEqual([FILM]);
  });

  it('count once when a call names them twice; the last that says something wins', async () => {
    const summary = await store().upsertItems([{ key: 'film', title: 'old' }, FILM, { key: 'film' }]);
    expect(summary).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await store().itemsByKey(['film'])).toEqual([FILM]);
  });

  it('keep their interactions when they are replaced', async () => {
    await store().upsertInteractions([event('ada', 'film')]);
    await store().upsertItems([FILM]);
    expect(await store().interactionsOf(['ada'], { first: 5 })).toEqual([[event('ada', 'film')]]);
    expect(await store().usersByKey(['ada'])).toEqual([{ key: 'ada', revision: 1 }]);
  });

  it('come in large numbers', async () => {
    const many = Array.from({ length: 6_000 }, (_, place) => ({ key: `item ${place}`, title: `Title ${place}` }));
    expect(await store().upsertItems(many)).toEqual({ created: 6_000, updated: 0, unchanged: 0 });
    const exported: ItemRecord[] = [];
    for await (const batch of store().exportItems()) exported.push(...batch);
    expect(new Map(exported.map((item) => [item.key, item]))).toEqual(new Map(many.map((item) => [item.key, item])));
  });

  it('take any attributes of the four kinds', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    const value: fc.Arbitrary<AttributeValue> = fc.oneof(
      text,
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.integer(),
      fc.array(text, { maxLength: 4 }),
    );
    const name = text.filter((key) => !['', 'key', 'title', '__proto__'].includes(key) && !key.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value, { minKeys: 1, maxKeys: 6 }), async (attributes) => {
        await store().upsertItems([{ key: 'x', title: 'reset' }]);
        await store().upsertItems([{ key: 'x', attributes }]);
        expect(await store().itemsByKey(['x'])).toEqual([{ key: 'x', attributes }]);
        expect(await store().upsertItems([{ key: 'x', attributes }])).toMatchObject({ unchanged: 1 });
      }),
      { numRuns: 30 },
    );
  });
}
