import type { Clock } from '../core/clock.js';
import type { Logger } from '../core/log.js';
import type { Neo4jOptions } from './neo4j/neo4j-options.js';

/** What every kind of store is opened with. */
export interface OpenStoreOptions {
  readonly log: Logger;
  /** Ends the wait for a store that is held by another process, or that is away. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** How long the holder of an embedded store may take to answer; 15 s when absent. */
  readonly patienceMs?: number;
  /** How a neo4j: or bolt: URL is reached. */
  readonly neo4j?: Neo4jOptions;
  /**
   * Whether calls answer people who wait. Then a Neo4j that is away fails calls at once instead of being waited for,
   * and does not keep the store from being opened.
   */
  readonly servesRequests?: boolean;
}
