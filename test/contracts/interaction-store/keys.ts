import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../../src/core/key-order.js';
import type { CurrentStore } from '../interaction-store.js';
import { byIdentity, eraseEveryone, event, everything } from './sample.js';

const LONGEST = 'k'.repeat(512);

/** Keys that a store could take for a number, a date, a pattern, a piece of a statement, or one another. */
const ODD_KEYS = [
  '-8845298781299428018', '-8845298781299428019', '9007199254740992', '9007199254740993',
  '1', '01', '1.0', '1e0', 'NaN', 'null', 'true', '2020-01-01', '2020-01-01T00:00:00Z', 'P1D',
  ' a', 'a ', 'a', 'A', 'ä', 'a\u0308', '\u0000', 'a\u0000b', '\n', '\t',
  "O'Brien", '"', '\\', '`', '$key', '{}', "'}) DETACH DELETE u //", "' OR 1=1", '/* */', '%', '_', '.*',
  '__proto__', 'constructor', '名前', 'مرحبا', '\u{1F600}', '\u{10FFFF}', '\uFFFD', '\uE000', LONGEST,
]; // prettier-ignore

export function describeKeys(store: CurrentStore): void {
  it('come back as they were given, as users and as items', async () => {
    const batch = ODD_KEYS.map((key, place) => event(key, ODD_KEYS[ODD_KEYS.length - 1 - place]!));
    expect(await store().upsertInteractions(batch)).toEqual({ created: ODD_KEYS.length, updated: 0, unchanged: 0 });
    expect(byIdentity(await everything(store()))).toEqual(byIdentity(batch));
    expect(await store().usersByKey(ODD_KEYS)).toEqual(ODD_KEYS.map((key) => ({ key, revision: 1 })));
    expect(await store().itemsByKey(ODD_KEYS)).toEqual(ODD_KEYS.map((key) => ({ key })));
    expect(await store().interactionsOf(ODD_KEYS, { first: 5 })).toEqual(batch.map((one) => [one]));
  });

  it('are found one by one', async () => {
    await store().upsertInteractions(ODD_KEYS.map((key) => event(key, key)));
    for (const key of ODD_KEYS) expect(await store().usersByKey([key])).toEqual([{ key, revision: 1 }]);
  });

  it('are listed by code point', async () => {
    await store().upsertInteractions(ODD_KEYS.map((key) => event(key, key)));
    const sorted = [...ODD_KEYS].sort(compareKeys);
    expect((await store().listUsers({ first: 1_000 })).map(({ key }) => key)).toEqual(sorted);
    expect((await store().listItems({ first: 1_000 })).map(({ key }) => key)).toEqual(sorted);
  });

  it('may be any well-formed text', async () => {
    const anyKey = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyKey, { minLength: 1, maxLength: 30 }), async (keys) => {
        await eraseEveryone(store());
        await store().upsertInteractions(keys.map((key) => event(key, `item of ${key}`)));
        const sorted = [...keys].sort(compareKeys);
        expect(await store().listUsers({ first: 100 })).toEqual(sorted.map((key) => ({ key, revision: 1 })));
      }),
      { numRuns: 20 },
    );
  });
}
