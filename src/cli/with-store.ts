import type { InteractionStore } from '../store/interaction-store.js';
import type { CommandCall } from './command-definition.js';

/**
 * Opens the store that the settings name, through its owner's socket where another process serves it, and closes it
 * when the work is done or has failed. Errors: those of openStore and of the work.
 */
export async function withStore<Result>(
  { settings, run }: Pick<CommandCall, 'settings' | 'run'>,
  work: (store: InteractionStore) => Promise<Result>,
): Promise<Result> {
  const { openStore } = await import('../store/open-store.js'); // late: the native engine is not loaded for --help
  const store = await openStore(settings.storeUrl, { log: run.log, signal: run.signal });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
