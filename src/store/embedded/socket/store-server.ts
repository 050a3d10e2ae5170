import { chmod, rm } from 'node:fs/promises';
import net from 'node:net';
import { once } from 'node:events';
import { EdgewiseError } from '../../../core/errors.js';
import type { Logger } from '../../../core/log.js';
import type { InteractionStore } from '../../interaction-store.js';
import { RunningWork } from '../../running-work.js';
import { serveConnection } from './serve-connection.js';

/** How long a client that does not read may hold up closing. */
const FAREWELL_MS = 1_000;

/** Lets other processes of the same user work on a store that this one holds. */
export class StoreServer {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  readonly #running = new RunningWork();
  #closing = false;

  private constructor(store: InteractionStore, log: Logger) {
    const during = <Result>(work: () => Promise<Result>): Promise<Result> =>
      this.#closing ? Promise.reject(closing()) : this.#running.during(work);
    this.#server = net.createServer((socket) => {
      socket.unref();
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      serveConnection(socket, { store, during, log });
    });
    this.#server.on('error', (error) => log.warn({ err: error }, 'The socket of the store failed'));
  }

  /** Listens at `path`, readable by this user only. What stands there is of a holder that is gone. */
  static async listen(store: InteractionStore, path: string, log: Logger): Promise<StoreServer> {
    await rm(path, { force: true });
    const server = new StoreServer(store, log);
    server.#server.listen(path);
    await once(server.#server, 'listening');
    await chmod(path, 0o600);
    server.#server.unref();
    return server;
  }

  /** Takes no more calls, finishes those that run, then lets the clients go. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#server.ref();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await this.#running.idle();
    for (const socket of this.#sockets) {
      socket.ref();
      socket.end();
      setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
    }
    await closed;
  }
}

function closing(): EdgewiseError {
  return new EdgewiseError('STORE_UNAVAILABLE', 'The process that holds the store is closing it.');
}
