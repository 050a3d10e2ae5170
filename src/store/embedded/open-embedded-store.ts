import { mkdir } from 'node:fs/promises';
import { systemClock } from '../../core/clock.js';
import { EdgewiseError } from '../../core/errors.js';
import type { InteractionStore } from '../interaction-store.js';
import type { OpenStoreOptions } from '../open-store-options.js';
import { EmbeddedStore } from './embedded-store.js';
import { openLink } from './open-link.js';
import { storeFiles } from './store-files.js';

/** A large store takes a while to load and to close, and its holder cannot answer meanwhile. */
const PATIENCE_MS = 15_000;
/** Calls wait while a lost holder is replaced, so it is given less. */
const REOPEN_PATIENCE_MS = 3_000;

/**
 * Opens or creates the embedded store in the directory `path`, as its holder or through it.
 * Errors: STORE_IN_USE, STORE_CORRUPT, STORE_UNAVAILABLE, STORE_URL_INVALID, DISK_FULL, INTERRUPTED.
 */
export async function openEmbeddedStore(path: string, options: OpenStoreOptions): Promise<InteractionStore> {
  const url = `embedded:${path}`;
  const { log, patienceMs = PATIENCE_MS, signal = new AbortController().signal, clock = systemClock } = options;
  const files = storeFiles(path);
  await makeDirectory(files.directory);
  const parts = { url, files, log, clock, signal };
  const reopen = async () => {
    try {
      return await openLink({ ...parts, patienceMs: Math.min(patienceMs, REOPEN_PATIENCE_MS) });
    } catch (error) {
      throw new EdgewiseError('STORE_UNAVAILABLE', 'The process that held the store went away and none took over.', {
        cause: error,
      });
    }
  };
  return new EmbeddedStore(url, await openLink({ ...parts, patienceMs }), reopen);
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC') throw new EdgewiseError('DISK_FULL', `No room left for ${directory}.`, { cause: error });
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new EdgewiseError('STORE_URL_INVALID', `The store needs a directory, and ${directory} is none.`);
    }
    throw new EdgewiseError('STORE_UNAVAILABLE', `The directory ${directory} cannot be made.`, { cause: error });
  }
}
