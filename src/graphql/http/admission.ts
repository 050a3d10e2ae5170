import type { ServerLimits } from '../limits/server-limits.js';
import type { Exchange } from './exchange.js';
import { HttpError } from './http-error.js';

interface Waiting {
  readonly exchange: Exchange;
  readonly since: number;
  enter(): void;
  refuse(error: HttpError): void;
}

/**
 * Bounds the work at hand: so many requests are worked on at a time, so many wait for their turn in the order in which
 * they came, and past that the server answers 503 at once, which costs it next to nothing. What waited too long is
 * refused when its turn comes: its client has given up or will, and those behind it still have time.
 */
export class Admission {
  readonly #limits: Pick<ServerLimits, 'concurrency' | 'queue' | 'queueMilliseconds'>;
  readonly #waiting = new Set<Waiting>();
  #running = 0;

  constructor(limits: Pick<ServerLimits, 'concurrency' | 'queue' | 'queueMilliseconds'>) {
    this.#limits = limits;
  }

  /** Requests that are worked on. */
  get running(): number {
    return this.#running;
  }

  /** Requests that wait. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Before anything of a request is read: HttpError 503 OVERLOADED while the queue is full. */
  readonly refuseWhenFull = (): void => {
    if (this.#isFull()) throw overloaded();
  };

  /**
   * Does the work when its turn comes. HttpError 503 OVERLOADED when the queue is full or the wait was too long, 499 when
   * the client went meanwhile.
   */
  async run<Answer>(exchange: Exchange, work: () => Answer | Promise<Answer>): Promise<Answer> {
    if (this.#running >= this.#limits.concurrency) await this.#wait(exchange);
    else this.#running++;
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #isFull(): boolean {
    return this.#running >= this.#limits.concurrency && this.#waiting.size >= this.#limits.queue;
  }

  /** Resolves with a place among those that are worked on. */
  async #wait(exchange: Exchange): Promise<void> {
    this.refuseWhenFull();
    await new Promise<void>((enter, refuse) => {
      const entry: Waiting = { exchange, since: performance.now(), enter, refuse };
      this.#waiting.add(entry);
      exchange.onEnd(() => {
        if (this.#waiting.delete(entry)) refuse(clientGone());
      });
    });
  }

  /** Hands the place of a finished request to the one that waits longest, as long as it is worth it. */
  #next(): void {
    for (const entry of this.#waiting) {
      this.#waiting.delete(entry);
      if (performance.now() - entry.since <= this.#limits.queueMilliseconds) {
        entry.enter();
        return;
      }
      entry.refuse(overloaded());
    }
    this.#running--;
  }
}

function overloaded(): HttpError {
  return new HttpError(503, 'OVERLOADED', 'Too many requests wait already.', { 'retry-after': '1' });
}

/** Nobody reads this one; it is for the log. */
function clientGone(): HttpError {
  return new HttpError(499, 'BAD_REQUEST', 'The client has gone.');
}
