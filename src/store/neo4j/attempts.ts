import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../core/clock.js';
import { EdgewiseError, isEdgewiseError } from '../../core/errors.js';
import type { Logger } from '../../core/log.js';
import type { Random } from '../../core/random.js';
import type { Availability } from './availability.js';
import { isRetryable, isServersFault } from './neo4j-errors.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
/** After as many repetitions, within a second, people are told why nothing happens. */
const PATIENT_ATTEMPTS = 4;
/** What a call may take, beyond its transaction's time, before a server that keeps silent counts as away. */
const SILENCE_MS = 2_000;

export interface AttemptParts {
  readonly log: Logger;
  readonly clock: Clock;
  readonly random: Random;
  /** How long failed attempts are repeated. */
  readonly retryMs: number;
  /** Ends the wait between attempts. */
  readonly signal: AbortSignal | undefined;
  /** Given by a process that answers people: it is told at once that the store is away. */
  readonly availability: Availability | undefined;
  /** The longest transaction. */
  readonly transactionMs: number;
}

/** Runs work again that failed for a reason that passes: a lost connection, a fail-over, a deadlock. */
export class Attempts {
  readonly #parts: AttemptParts;

  constructor(parts: AttemptParts) {
    this.#parts = parts;
  }

  /** Throws what the last attempt threw; INTERRUPTED; STORE_UNAVAILABLE while the store is known to be away. */
  async retrying<Result>(work: () => Promise<Result>): Promise<Result> {
    const { availability, clock, log, retryMs } = this.#parts;
    const wasAway = availability?.isAway === true;
    if (availability?.worthAsking() === false) throw away();
    const until = clock.now() + (wasAway ? 0 : retryMs);
    for (let attempt = 0; ; attempt++) {
      try {
        const result = await this.#answered(work, wasAway);
        availability?.answered();
        return result;
      } catch (error) {
        const isPassing = isRetryable(error);
        if (!isPassing || clock.now() >= until) {
          if (isPassing || isEdgewiseError(error, 'STORE_UNAVAILABLE')) availability?.failed();
          // People may be answered without the store, and would hide it.
          if (isServersFault(error)) log.error({ err: error }, 'Neo4j failed');
          throw error;
        }
        const told = attempt === PATIENT_ATTEMPTS ? 'warn' : 'debug'; // once, when it takes longer than a moment
        log[told]({ err: error, attempt, seconds: (until - clock.now()) / 1000 }, 'Neo4j failed; trying again');
        await this.#pause(attempt);
      }
    }
  }

  /** A job waits as long as the server works; people are not kept waiting by one that has fallen silent. */
  #answered<Result>(work: () => Promise<Result>, wasAway: boolean): Promise<Result> {
    if (this.#parts.availability === undefined) return work();
    const patience = SILENCE_MS + (wasAway ? 0 : this.#parts.transactionMs);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(away()), patience);
      void work()
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }

  /** Twice as long each time, give or take a quarter, so that those who failed together do not come back together. */
  async #pause(attempt: number): Promise<void> {
    const { random, signal } = this.#parts;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS) * (0.75 + random.float() / 2);
    try {
      await delay(pause, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw new EdgewiseError('INTERRUPTED', 'Interrupted while Neo4j could not be reached.', { cause: error });
    }
  }
}

function away(): EdgewiseError {
  return new EdgewiseError('STORE_UNAVAILABLE', 'The Neo4j does not answer.');
}
