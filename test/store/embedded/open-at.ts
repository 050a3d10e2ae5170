import { silentLogger } from '../../../src/core/log.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { openStore } from '../../../src/store/open-store.js';
import type { OpenStoreOptions } from '../../../src/store/open-store-options.js';

/** The embedded store in a directory. */
export function openAt(path: string, options: Partial<OpenStoreOptions> = {}): Promise<InteractionStore> {
  return openStore(`embedded:${path}`, { log: silentLogger, ...options });
}
