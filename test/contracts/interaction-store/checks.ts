import { expect, it } from '@jest/globals';
import type { StoreFinding } from '../../../src/store/store-finding.js';
import type { CurrentStore } from '../interaction-store.js';
import { event } from './sample.js';

export function describeChecks(store: CurrentStore): void {
  const findings = async (): Promise<StoreFinding[]> => {
    const found: StoreFinding[] = [];
    for await (const some of store().check(2)) found.push(...some);
    return found;
  };

  it('find nothing wrong with what was imported', async () => {
    await store().upsertInteractions([event('ada', 'x')]);
    expect(await findings()).toEqual([]);
  });

  it('tell users who did nothing and whom nothing describes, and items that nobody has', async () => {
    await store().upsertUsers([{ key: 'bare' }, { key: 'cy', attributes: { country: 'no' } }, { key: 'did' }]);
    await store().upsertItems([{ key: 'y' }, { key: 'z', title: 'Zed' }]);
    await store().upsertInteractions([event('ada', 'x'), event('did', 'x')]);
    expect((await findings()).map((found) => ({ ...found, examples: [...found.examples].sort() }))).toEqual([
      { rule: 'user-orphan', total: 1, examples: ['bare'] },
      { rule: 'item-orphan', total: 2, examples: ['y', 'z'] },
    ]);
  });

  it('tell a user who came back without what described her', async () => {
    await store().upsertUsers([{ key: 'cy', attributes: { country: 'no' } }]);
    expect(await findings()).toEqual([]);
    await store().eraseUser('cy');
    await store().upsertUsers([{ key: 'cy' }]);
    expect(await findings()).toEqual([{ rule: 'user-orphan', total: 1, examples: ['cy'] }]);
  });
}
