import { join } from 'node:path';
import { describeInteractionStore } from '../../contracts/interaction-store.js';
import { openAt, temporaryDirectory } from './temporary-store.js';

describeInteractionStore('embedded, held by this process', async () => {
  const { path, remove } = await temporaryDirectory();
  const store = await openAt(path);
  return {
    store,
    dispose: async () => {
      await store.close();
      await remove();
    },
  };
});

describeInteractionStore("embedded, through its holder's socket", async () => {
  const { path, remove } = await temporaryDirectory();
  const holder = await openAt(join(path, 'store'));
  const store = await openAt(join(path, 'store'));
  return {
    store,
    dispose: async () => {
      await store.close();
      await holder.close();
      await remove();
    },
  };
});
