import { describe, expect, it } from '@jest/globals';
import { StoreWriter } from '../../../src/pipeline/import/store-writer.js';
import { silentLogger } from '../../../src/core/log.js';
import type { InteractionStore, ItemRecord } from '../../../src/store/interaction-store.js';
import { openStore } from '../../../src/store/open-store.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const temporaryDirectory = temporaryDirectories();

describe('rows that describe items', () => {
  it.each([
    ['in one batch', false],
    ['in a later batch', true],
  ])('keep what they said when a row that only names the item follows %s', async (_when, between) => {
    const described: ItemRecord = { key: '007', title: 'Dr. No', attributes: { year: 1962 } };
    await withStore(async (store) => {
      const writer = new StoreWriter(store, 100);
      writer.addItem(described);
      if (between) await writer.flush();
      writer.addItem({ key: '007' });
      await writer.flush();
      expect(await store.itemsByKey(['007'])).toEqual([described]);
      expect(writer.items).toEqual({ created: 1, updated: 0, unchanged: 0 });
    });
  });

  it('replace one another, and describe an item that was only named', async () => {
    await withStore(async (store) => {
      const writer = new StoreWriter(store, 100);
      for (const item of [{ key: 'a' }, { key: 'a', title: 'first' }, { key: 'a', title: 'last' }, { key: 'b' }])
        writer.addItem(item);
      await writer.flush();
      expect(await store.itemsByKey(['a', 'b'])).toEqual([{ key: 'a', title: 'last' }, { key: 'b' }]);
    });
  });
});

it('rows that describe users are sent before their interactions, each description once', async () => {
  await withStore(async (store) => {
    const writer = new StoreWriter(store, 100);
    const described = { key: 'ann', attributes: { country: 'no' } };
    writer.addUser(described);
    writer.addUser({ key: 'ann' });
    writer.addInteraction({ userKey: 'ann', itemKey: 'x', behavior: 'view', at: 0, weight: 1 });
    await writer.flush();
    writer.addUser(described);
    await writer.flush();
    expect(writer.users).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(await store.usersByKey(['ann'])).toEqual([{ ...described, revision: 2 }]);
  });
});

async function withStore(use: (store: InteractionStore) => Promise<void>): Promise<void> {
  const store = await openStore(`embedded:${await temporaryDirectory()}/store`, { log: silentLogger });
  try {
    await store.ensureSchema();
    await use(store);
  } finally {
    await store.close();
  }
}
