import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../core/log.js';
import { CypherStore } from '../cypher/cypher-store.js';
import type { InteractionStore } from '../interaction-store.js';
import type { GrafeoEngine } from './grafeo-engine.js';
import { describeThisProcess, removeOwnerRecord, writeOwnerRecord } from './owner-record.js';
import { StoreServer } from './socket/store-server.js';
import type { StoreFiles } from './store-files.js';
import { callStore, streamStore, type CallName, type StoreLink, type StreamName } from './store-link.js';

/** The store in the process that holds it; others come in through its socket. */
export class OwnerLink implements StoreLink {
  alive = true;
  readonly #store: InteractionStore;
  readonly #files: StoreFiles;
  readonly #server: StoreServer | undefined;

  private constructor(store: InteractionStore, files: StoreFiles, server: StoreServer | undefined) {
    this.#store = store;
    this.#files = files;
    this.#server = server;
  }

  /** Makes this process the one that others ask; `engine` holds the lock. */
  static async start(url: string, engine: GrafeoEngine, files: StoreFiles, parts: OwnerParts): Promise<OwnerLink> {
    const store = new CypherStore(url, engine);
    try {
      await store.ensureSchema();
    } catch (error) {
      await store.close();
      throw error;
    }
    return new OwnerLink(store, files, await listen(store, files, parts));
  }

  call(name: CallName, parameters: readonly unknown[]): Promise<unknown> {
    return callStore(this.#store, name, parameters);
  }

  stream(name: StreamName, parameters: readonly unknown[]): AsyncIterable<unknown> {
    return streamStore(this.#store, name, parameters);
  }

  async close(): Promise<void> {
    this.alive = false;
    await this.#server?.close();
    // Before the lock is released: afterwards the record may be that of the next holder.
    await removeOwnerRecord(this.#files.owner);
    await this.#store.close();
  }
}

export interface OwnerParts {
  readonly log: Logger;
  readonly clock: Clock;
}

/** Without a socket, or room for the record, the store works in this process alone. */
async function listen(store: InteractionStore, files: StoreFiles, parts: OwnerParts): Promise<StoreServer | undefined> {
  try {
    await writeOwnerRecord(files.owner, describeThisProcess(files.socket, parts.clock.now()));
    return await StoreServer.listen(store, files.socket, parts.log);
  } catch (error) {
    parts.log.warn({ err: error, socket: files.socket }, 'No socket for the store: other processes cannot use it');
    return undefined;
  }
}
