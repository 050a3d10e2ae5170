import type { Clock } from '../core/clock.js';
import type { Logger } from '../core/log.js';

/** What every kind of store is opened with. */
export interface OpenStoreOptions {
  readonly log: Logger;
  /** Ends the wait for a store that is held by another process. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** How long the holder of an embedded store may take to answer; 15 s when absent. */
  readonly patienceMs?: number;
}
