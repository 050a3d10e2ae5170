import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { EdgewiseError } from '../../core/errors.js';
import { throwIfInterrupted } from '../../core/run-context.js';
import { GrafeoEngine } from './grafeo-engine.js';
import { OwnerLink, type OwnerParts } from './owner-link.js';
import { describeOwner, readOwnerRecord } from './owner-record.js';
import { SocketLink } from './socket/socket-link.js';
import type { StoreFiles } from './store-files.js';
import type { StoreLink } from './store-link.js';

export interface LinkOptions extends OwnerParts {
  readonly url: string;
  readonly files: StoreFiles;
  /** How long a holder that starts, closes or is busy may take to answer. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

const POLL_MS = 50;

/**
 * Holds the store, or reaches whoever does. The engine's file lock decides: it falls with its process, so there is no
 * stale one. Between lock and socket (a holder that starts or closes) both ways are tried again.
 * Errors: STORE_IN_USE, INTERRUPTED and those of opening the file.
 */
export async function openLink(options: LinkOptions): Promise<StoreLink> {
  const { files, patienceMs, signal, url, log } = options;
  const deadline = performance.now() + patienceMs;
  for (;;) {
    throwIfInterrupted(signal);
    const engine = GrafeoEngine.open(files.graph, log);
    if (engine !== undefined) return OwnerLink.start(url, engine, files, options);
    const link = await SocketLink.connect(files.socket, Math.max(POLL_MS, deadline - performance.now()));
    if (link !== undefined) return link;
    if (performance.now() >= deadline) throw await inUse(files);
    await delay(POLL_MS);
  }
}

async function inUse(files: StoreFiles): Promise<EdgewiseError> {
  const record = await readOwnerRecord(files.owner);
  const holder = record === undefined ? 'another process' : describeOwner(record);
  const elsewhere = record !== undefined && record.host !== hostname() ? ' and cannot be reached from here' : '';
  return new EdgewiseError(
    'STORE_IN_USE',
    `The store at ${files.directory} is held by ${holder}${elsewhere}, which does not answer.`,
  );
}
