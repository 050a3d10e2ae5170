import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../../src/core/log.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { openStore, type OpenStoreOptions } from '../../../src/store/open-store.js';

/** A directory for one test, and what takes it away. */
export async function temporaryDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'edgewise-store-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export function openAt(path: string, options: Partial<OpenStoreOptions> = {}): Promise<InteractionStore> {
  return openStore(`embedded:${path}`, { log: silentLogger, ...options });
}
