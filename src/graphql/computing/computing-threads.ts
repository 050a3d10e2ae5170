import type { Logger } from '../../core/log.js';
import type { ScorerTables } from '../../recommend/scorers/scorer-tables.js';
import type { SharedVersion } from '../../snapshot/snapshot.js';
import { ComputingThread } from './computing-thread.js';
import { type Answer, type Asked, isOfInfluence, type QuestionName } from './questions.js';
import { clientGone } from './ranking-queue.js';

export interface ComputingThreadsOptions {
  /** Threads for rankings. One more is for questions of influence: they take long, and what they need is large. */
  readonly rankings: number;
  readonly program: URL;
  readonly log: Logger;
}

/** One version on the threads. */
export interface ThreadedVersion {
  /**
   * Resolves with the answer, or with undefined where no thread could give it: then whoever asks computes it. Undefined
   * at once where no thread is ready. Errors: INTERRUPTED once the signal is aborted.
   */
  ask<Name extends QuestionName>(
    name: Name,
    asked: Asked<Name>,
    signal: AbortSignal,
  ): Promise<{ readonly answer: Answer<Name> } | undefined> | undefined;
  /** The threads forget it; who still asks about it computes by themselves. */
  close(): void;
}

/** How long a thread that ended is left alone: it may end again at once. Doubled each time, up to a minute. */
const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 60_000;

/**
 * Threads that answer questions about versions in shared memory, so that the event loop need not. One that ends
 * unasked is started again, and whatever it was asked is computed by whoever asked.
 */
export class ComputingThreads {
  readonly #options: ComputingThreadsOptions;
  /** By place; the last is for influence. Undefined until it is started again. */
  readonly #threads: (ComputingThread | undefined)[];
  readonly #versions = new Map<number, { readonly version: SharedVersion; readonly tables: ScorerTables }>();
  readonly #restarts = new Set<NodeJS.Timeout>();
  #lastGeneration = 0;
  #ended = 0;
  #isStopped = false;

  constructor(options: ComputingThreadsOptions) {
    this.#options = options;
    this.#threads = Array.from({ length: options.rankings + 1 });
    for (const place of this.#threads.keys()) this.#start(place, FIRST_PAUSE_MILLISECONDS);
  }

  /** Threads that run. */
  get running(): number {
    return this.#alive().length;
  }

  /** How many have ended unasked so far. */
  get ended(): number {
    return this.#ended;
  }

  /** Resolves when every thread has it ready, but for those that cannot: the others answer for them. */
  async open(version: SharedVersion, tables: ScorerTables): Promise<ThreadedVersion> {
    const generation = ++this.#lastGeneration;
    this.#versions.set(generation, { version, tables });
    await Promise.all(this.#alive().map((thread) => this.#open(thread, generation)));
    return {
      ask: (name, asked, signal) => {
        const thread = this.#leastBusy(generation, isOfInfluence(name));
        return thread && this.#ask(thread.ask(generation, name, asked, signal), signal);
      },
      close: () => {
        this.#versions.delete(generation);
        for (const thread of this.#alive()) thread.close(generation);
      },
    };
  }

  /** Ends all of them; questions that they still had are computed by whoever asked. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const restart of this.#restarts) clearTimeout(restart);
    await Promise.all(this.#alive().map((thread) => thread.stop()));
  }

  #alive(): ComputingThread[] {
    return this.#threads.filter((thread) => thread !== undefined);
  }

  #start(place: number, pause: number): void {
    const { program, log } = this.#options;
    const startedAt = performance.now();
    const thread = new ComputingThread(program, { thread: place + 1 }, (reason) => {
      this.#threads[place] = undefined;
      if (this.#isStopped) return;
      this.#ended++;
      log.error(
        { thread: place + 1, reason },
        'A computing thread ended. It is started again; others compute meanwhile.',
      );
      const hadWorked = performance.now() - startedAt > LONGEST_PAUSE_MILLISECONDS;
      this.#startLater(place, hadWorked ? FIRST_PAUSE_MILLISECONDS : pause);
    });
    this.#threads[place] = thread;
    for (const generation of this.#versions.keys()) void this.#open(thread, generation);
  }

  #startLater(place: number, pause: number): void {
    const restart = setTimeout(() => {
      this.#restarts.delete(restart);
      this.#start(place, Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS));
    }, pause).unref();
    this.#restarts.add(restart);
  }

  async #open(thread: ComputingThread, generation: number): Promise<void> {
    const { version, tables } = this.#versions.get(generation)!;
    try {
      await thread.open(generation, version, tables);
      if (!this.#versions.has(generation)) thread.close(generation); // it was closed meanwhile
    } catch (error) {
      if (!this.#isStopped) this.#options.log.warn({ err: error }, 'A computing thread has not taken a snapshot.');
    }
  }

  #leastBusy(generation: number, isInfluence: boolean): ComputingThread | undefined {
    const { rankings } = this.#options;
    let best: ComputingThread | undefined;
    for (const thread of isInfluence ? this.#threads.slice(rankings) : this.#threads.slice(0, rankings)) {
      if (thread?.has(generation) !== true) continue;
      if (best === undefined || thread.outstanding < best.outstanding) best = thread;
    }
    return best;
  }

  async #ask<Given>(answer: Promise<Given>, signal: AbortSignal): Promise<{ readonly answer: Given } | undefined> {
    try {
      return { answer: await answer };
    } catch (error) {
      if (signal.aborted) throw clientGone(); // also where the thread ended first
      if (!this.#isStopped)
        this.#options.log.warn({ err: error }, 'A computing thread did not answer; it is done here.');
      return undefined;
    }
  }
}
