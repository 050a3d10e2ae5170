import net from 'node:net';
import { EdgewiseError } from '../../../core/errors.js';
import type { CallName, StoreLink, StreamName } from '../store-link.js';
import { FrameReader } from './frames.js';
import { decodeMessage, encodeMessage, greeting, receivedError, type Reply, type Request } from './messages.js';

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: EdgewiseError) => void;
}

/** A store held by another process, through its socket. */
export class SocketLink implements StoreLink {
  readonly #socket: net.Socket;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.once('close', () => this.#failAll());
  }

  /**
   * Undefined when nobody listens at `path` or greets in time.
   * Errors: STORE_IN_USE when a process of another version of Edgewise or Node holds the store.
   */
  static connect(path: string, timeoutMs: number): Promise<SocketLink | undefined> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(path);
      const link = new SocketLink(socket);
      const patience = setTimeout(() => socket.destroy(), timeoutMs);
      socket.on('error', () => undefined); // 'close' follows
      socket.once('close', () => {
        clearTimeout(patience);
        resolve(undefined);
      });
      link.#read((greetingOfHolder) => {
        clearTimeout(patience);
        if (greetingOfHolder.toString() === greeting()) {
          resolve(link);
          return;
        }
        reject(new EdgewiseError('STORE_IN_USE', 'The store is held by another version of Edgewise or Node.'));
        socket.destroy();
      });
    });
  }

  get alive(): boolean {
    return !this.#socket.destroyed && this.#socket.writable && this.#socket.readable;
  }

  async call(name: CallName, parameters: readonly unknown[]): Promise<unknown> {
    const reply = await this.#ask({ id: this.#nextId(), kind: 'call', name, parameters });
    return reply.kind === 'value' ? reply.value : undefined;
  }

  async *stream(name: StreamName, parameters: readonly unknown[]): AsyncGenerator {
    const id = this.#nextId();
    let reply = await this.#ask({ id, kind: 'open', name, parameters });
    try {
      while (reply.kind === 'value') {
        yield reply.value;
        reply = await this.#ask({ id, kind: 'pull' });
      }
    } finally {
      if (reply.kind === 'value' && this.alive) this.#send({ id, kind: 'drop' });
    }
  }

  async close(): Promise<void> {
    if (this.#socket.destroyed) return;
    await new Promise<void>((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.end();
    });
  }

  async #ask(request: Request): Promise<Reply> {
    if (!this.alive) throw gone();
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#send(request);
    });
    if (reply.kind === 'error') throw receivedError(reply.error);
    return reply;
  }

  /** Hands the first frame to `greet`, the others to whoever waits for them. */
  #read(greet: (payload: Buffer) => void): void {
    const reader = new FrameReader();
    let greeted = false;
    this.#socket.on('data', (piece) => {
      for (const payload of reader.push(piece)) {
        if (greeted) this.#take(decodeMessage(payload) as Reply);
        else greet(payload);
        greeted = true;
      }
    });
  }

  #send(request: Request): void {
    this.#socket.write(encodeMessage(request));
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    waiting?.resolve(reply);
  }

  #failAll(): void {
    for (const { reject } of this.#waiting.values()) reject(gone());
    this.#waiting.clear();
  }

  #nextId(): number {
    this.#lastId++;
    return this.#lastId;
  }
}

function gone(): EdgewiseError {
  return new EdgewiseError('STORE_UNAVAILABLE', 'The process that held the store went away.');
}
