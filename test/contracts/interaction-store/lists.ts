import { expect, it } from '@jest/globals';
import { compareKeys } from '../../../src/core/key-order.js';
import type { Page } from '../../../src/store/interaction-store.js';
import type { CurrentStore } from '../interaction-store.js';
import { event } from './sample.js';

const KEYS = ['0', '9', '10', 'Zoë', 'ada', 'bo', '\uFFEE', '\u{1F600}', '\u{1F601}', 'z'.repeat(300)];
const SORTED = [...KEYS].sort(compareKeys);

export function describeLists(store: CurrentStore): void {
  it('answer in the order of the keys that were asked for, repeated and unknown ones too', async () => {
    await store().upsertInteractions([event('ada', 'x'), event('bo', 'x')]);
    const ada = { key: 'ada', revision: 1 };
    const bo = { key: 'bo', revision: 1 };
    expect(await store().usersByKey(['bo', 'nobody', 'ada', 'bo'])).toEqual([bo, undefined, ada, bo]);
    expect(await store().itemsByKey(['nothing', 'x', 'x'])).toEqual([undefined, { key: 'x' }, { key: 'x' }]);
    expect(await store().usersByKey([])).toEqual([]);
    expect(await store().itemsByKey([])).toEqual([]);
  });

  it('page through all users and items whatever the size of a page', async () => {
    await store().upsertInteractions(KEYS.map((key) => event(key, key)));
    for (let first = 1; first <= KEYS.length + 1; first++) {
      expect(await pageThrough(first, (page) => store().listUsers(page))).toEqual(SORTED);
      expect(await pageThrough(first, (page) => store().listItems(page))).toEqual(SORTED);
    }
  });

  it('go on after a key that is not there', async () => {
    await store().upsertInteractions(KEYS.map((key) => event(key, key)));
    const after = 'between';
    const rest = SORTED.filter((key) => compareKeys(key, after) > 0);
    expect((await store().listUsers({ first: 100, after })).map(({ key }) => key)).toEqual(rest);
  });

  it('find items by title or key, ignoring case', async () => {
    await store().upsertItems([
      { key: 'tt1', title: 'The Matrix' },
      { key: 'tt2', title: 'MATRIX Reloaded' },
      { key: 'matrix-3' },
      { key: 'tt4', title: 'Amélie' },
      { key: 'tt5', attributes: { note: 'matrix' } },
    ]);
    const find = async (search: string, after?: string) =>
      (await store().listItems({ first: 10, search, ...(after === undefined ? {} : { after }) })).map(({ key }) => key);
    expect(await find('MaTrIx')).toEqual(['matrix-3', 'tt1', 'tt2']);
    expect(await find('matrix', 'tt1')).toEqual(['tt2']);
    expect(await find('AMÉLIE')).toEqual(['tt4']);
    expect(await find('TT')).toEqual(['tt1', 'tt2', 'tt4', 'tt5']);
    expect(await find('')).toEqual(['matrix-3', 'tt1', 'tt2', 'tt4', 'tt5']);
    expect(await find('nowhere')).toEqual([]);
  });

  it('take what is searched for literally', async () => {
    const titles = ['100% %', "it's", 'a_b', 'a.*b', '\\d', '"quoted"', "') RETURN 1 //"];
    await store().upsertItems(titles.map((title, place) => ({ key: `i${place}`, title })));
    for (const [place, title] of titles.entries()) {
      expect(await store().listItems({ first: 10, search: title })).toEqual([{ key: `i${place}`, title }]);
    }
    expect(await store().listItems({ first: 10, search: 'axb' })).toEqual([]);
  });
}

async function pageThrough(
  first: number,
  list: (page: Page<string>) => Promise<{ readonly key: string }[]>,
): Promise<string[]> {
  const keys: string[] = [];
  for (;;) {
    const page = await list(keys.length === 0 ? { first } : { first, after: keys[keys.length - 1]! });
    keys.push(...page.map(({ key }) => key));
    if (page.length < first) return keys;
  }
}
