import { describeInteractionStore } from '../../contracts/interaction-store.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { openAt } from './open-at.js';

const makeDirectory = temporaryDirectories();

describeInteractionStore('embedded, held by this process', async () => {
  const store = await openAt(await makeDirectory());
  return { store, dispose: () => store.close() };
});

describeInteractionStore("embedded, through its holder's socket", async () => {
  const path = await makeDirectory();
  const holder = await openAt(path);
  const store = await openAt(path);
  return {
    store,
    dispose: async () => {
      await store.close();
      await holder.close();
    },
  };
});
