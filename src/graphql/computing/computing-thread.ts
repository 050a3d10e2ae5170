import { setMaxListeners } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ScorerTables } from '../../recommend/scorers/scorer-tables.js';
import type { SharedVersion } from '../../snapshot/snapshot.js';
import type { Answer, Asked, QuestionName } from './questions.js';
import { clientGone } from './ranking-queue.js';
import { SentViews } from './sent-views.js';
import { type FromThread, type ThreadStart, type ToThread, userOf } from './thread-messages.js';

interface Call {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * One thread that answers questions, as the thread that asks sees it. Keeps no process alive. Whatever it was asked when
 * it ends is rejected.
 */
export class ComputingThread {
  readonly #worker: Worker;
  readonly #views = new SentViews();
  readonly #calls = new Map<number, Call>();
  /** Generations that it has ready. */
  readonly #open = new Set<number>();
  #lastCall = 0;

  /** `onEnd` is told once when it has ended, and why where it was not asked to. */
  constructor(program: URL, start: ThreadStart, onEnd: (reason: string) => void) {
    this.#worker = new Worker(program, { workerData: start });
    this.#worker.unref();
    let reason: string | undefined;
    this.#worker.on('message', (message: FromThread) => this.#settle(message));
    this.#worker.on('error', (error) => (reason = error.message));
    this.#worker.on('exit', (code) => {
      reason ??= `It ended with code ${code}.`;
      this.#open.clear();
      for (const call of this.#calls.values()) call.reject(new Error(reason));
      this.#calls.clear();
      onEnd(reason);
    });
  }

  /** Questions that it has not answered yet. */
  get outstanding(): number {
    return this.#calls.size;
  }

  has(generation: number): boolean {
    return this.#open.has(generation);
  }

  /** Resolves when it answers questions about this version. */
  async open(generation: number, version: SharedVersion, tables: ScorerTables): Promise<void> {
    await this.#post({ kind: 'open', call: ++this.#lastCall, generation, version, tables });
    this.#open.add(generation);
  }

  close(generation: number): void {
    this.#open.delete(generation);
    this.#worker.postMessage({ kind: 'close', generation } satisfies ToThread);
  }

  /** Rejects when the thread cannot answer, or ends before it did; and at once when nobody waits any more. */
  async ask<Name extends QuestionName>(
    generation: number,
    name: Name,
    asked: Asked<Name>,
    signal: AbortSignal,
  ): Promise<Answer<Name>> {
    if (signal.aborted) throw clientGone();
    const user = userOf(asked);
    const view = user && this.#views.refer(user);
    const question = user === undefined ? asked : { ...asked, user: undefined };
    const call = ++this.#lastCall;
    const cancel = (): void => this.#cancel(call);
    setMaxListeners(0, signal); // a page asks for a hundred rankings
    signal.addEventListener('abort', cancel);
    try {
      return (await this.#post({ kind: 'ask', call, generation, name, asked: question, view })) as Answer<Name>;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Resolves with what is answered. */
  #post(message: Extract<ToThread, { readonly call: number }>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#worker.postMessage(message);
      this.#calls.set(message.call, { resolve, reject });
    });
  }

  #cancel(call: number): void {
    const waiting = this.#calls.get(call);
    if (waiting === undefined) return;
    this.#calls.delete(call);
    waiting.reject(clientGone());
    this.#worker.postMessage({ kind: 'cancel', call } satisfies ToThread);
  }

  #settle(message: FromThread): void {
    const call = this.#calls.get(message.call);
    this.#calls.delete(message.call);
    if ('answer' in message) call?.resolve(message.answer);
    else call?.reject(new Error(message.failure));
  }
}
