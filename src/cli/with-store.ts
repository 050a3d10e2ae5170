import type { InteractionStore } from '../store/interaction-store.js';
import type { OpenStoreOptions } from '../store/open-store-options.js';
import type { CommandCall } from './command-definition.js';
import { neo4jOptions } from './store-options.js';

type StoreCall = Pick<CommandCall, 'settings' | 'run'> & Pick<OpenStoreOptions, 'servesRequests'>;

/**
 * Opens the store that the settings name, through its owner's socket where another process serves it, and closes it
 * when the work is done or has failed. Errors: those of openStore and of the work.
 */
export async function withStore<Result>(
  { settings, run, servesRequests = false }: StoreCall,
  work: (store: InteractionStore) => Promise<Result>,
): Promise<Result> {
  const { openStore } = await import('../store/open-store.js'); // late: the native engine is not loaded for --help
  const store = await openStore(settings.storeUrl, {
    log: run.log,
    clock: run.clock,
    signal: run.signal,
    neo4j: await neo4jOptions(settings),
    servesRequests,
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
