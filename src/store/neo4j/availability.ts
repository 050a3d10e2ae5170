import type { Clock } from '../../core/clock.js';

/** For how long after a failure calls of a serving process are refused unasked. */
const PAUSE_MS = 1_000;

/**
 * Whether a store that answers people is worth asking. While it is away, one call a second finds out whether it is
 * back; all others fail at once, so that what the snapshot knows is answered as fast as ever.
 */
export class Availability {
  readonly #clock: Clock;
  #awayUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False while the store is known to be away. The one call that is let through holds the others off. */
  worthAsking(): boolean {
    if (this.#awayUntil === 0) return true;
    const now = this.#clock.now();
    if (now < this.#awayUntil) return false;
    this.#awayUntil = now + PAUSE_MS;
    return true;
  }

  get isAway(): boolean {
    return this.#awayUntil !== 0;
  }

  answered(): void {
    this.#awayUntil = 0;
  }

  failed(): void {
    this.#awayUntil = this.#clock.now() + PAUSE_MS;
  }
}
