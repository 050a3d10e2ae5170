import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Clock } from '../../core/clock.js';
import { ERRORS } from '../../core/error-catalogue.js';
import { GRAPHQL_PATH } from '../http/graphql-path.js';
import type { EndedRequest, ServerObserver } from '../observer.js';
import { createMetricTable, type MetricTable } from './metric-table.js';
import type { OperationNames } from './operation-names.js';
import { TallyByLabels } from './tally-by-labels.js';

/** Figures that are read when metrics are asked for, not kept up to date in between. */
export interface MetricSources {
  readonly clock: Clock;
  /** That wait for events, by field. */
  readonly subscriptions: () => Readonly<Record<string, number>>;
  readonly served: () => { readonly version: string; readonly createdAt: number } | undefined;
  /** Requests that wait for their turn. */
  readonly waiting: () => number;
  /** Bytes that kept answers take, by cache. */
  readonly keptBytes: () => Readonly<Record<string, number>>;
  /** Threads that compute; undefined where there are none. */
  readonly threads: () => { readonly running: number; readonly ended: number } | undefined;
}

/** Codes beside ours that an answer may carry: GraphQL's and Apollo's own. */
const GRAPHQL_CODES = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
];

/** Codes of requests that were turned away before they ran. */
const REFUSALS: ReadonlySet<string> = new Set(['OVERLOADED', 'RATE_LIMITED', 'SHUTTING_DOWN', 'UNAUTHENTICATED']);

/** The metrics of one server, in a registry of their own: two servers of one process do not mix. */
export class ServerMetrics implements ServerObserver {
  readonly table: MetricTable;
  readonly #registry = new Registry();
  readonly #names: OperationNames;
  /** Counted for every request, so without the registry, which takes a microsecond to find the series of its labels. */
  readonly #requests = new TallyByLabels<'status'>();
  readonly #lookups = new TallyByLabels<'cache' | 'result'>();
  readonly #codes: ReadonlySet<string> = new Set([...Object.keys(ERRORS), ...GRAPHQL_CODES]);

  constructor(names: OperationNames) {
    this.#names = names;
    this.table = createMetricTable(this.#registry);
    // Memory, processor time, garbage collection, and the delay of the event loop since the last scrape.
    collectDefaultMetrics({ register: this.#registry });
    const { requests, lookups } = this.table;
    onScrape(requests, () => this.#requests.moveTo(requests));
    onScrape(lookups, () => this.#lookups.moveTo(lookups));
    for (const code of REFUSALS) this.table.refused.inc({ code }, 0);
  }

  /** Says where figures are read that the server knows by itself. */
  readFrom({ clock, served, subscriptions, waiting, keptBytes, threads }: MetricSources): void {
    const { snapshotInfo, snapshotAge, liveSubscriptions, queueLength } = this.table;
    onScrape(queueLength, () => queueLength.set(waiting()));
    onScrape(this.table.threads, () => this.table.threads.set(threads()?.running ?? 0));
    onScrape(this.table.threadsEnded, () => this.table.threadsEnded.set(threads()?.ended ?? 0));
    onScrape(this.table.keptBytes, () => {
      for (const [cache, bytes] of Object.entries(keptBytes())) this.table.keptBytes.set({ cache }, bytes);
    });
    onScrape(liveSubscriptions, () => {
      for (const [field, count] of Object.entries(subscriptions())) liveSubscriptions.set({ field }, count);
    });
    onScrape(snapshotInfo, () => {
      const version = served()?.version;
      snapshotInfo.reset();
      if (version !== undefined) snapshotInfo.set({ version }, 1);
    });
    onScrape(snapshotAge, () => {
      const createdAt = served()?.createdAt;
      if (createdAt === undefined) snapshotAge.remove();
      else snapshotAge.set((clock.now() - createdAt) / 1000);
    });
  }

  requestStarted(): void {
    this.table.inFlight.inc();
  }

  requestEnded({ path, status, milliseconds, operationName, errorCodes }: EndedRequest): void {
    if (path !== GRAPHQL_PATH) return;
    this.table.inFlight.dec();
    this.#requests.count(status, () => ({ status: String(status) }));
    let wasRefused = false;
    for (const code of errorCodes) {
      this.table.operationErrors.inc({ code: this.#codes.has(code) ? code : 'other' });
      if (!REFUSALS.has(code)) continue;
      this.table.refused.inc({ code });
      wasRefused = true;
    }
    // What never ran took no time worth knowing; in a flood it would bury what did.
    if (!wasRefused) this.table.seconds.observe({ operation: this.#names.label(operationName) }, milliseconds / 1000);
  }

  cacheLookedUp(cache: string, isHit: boolean): void {
    const result = isHit ? 'hit' : 'miss';
    this.#lookups.count(isHit ? cache : `${cache} missed`, () => ({ cache, result }));
  }

  snapshotServed(): void {
    this.table.snapshotSwaps.inc();
  }

  /** Names of everything in the registry, as dashboards and alerts may use them. */
  names(): string[] {
    return this.#registry.getMetricsAsArray().map((metric) => metric.name);
  }

  /** In the text format of Prometheus. */
  async text(): Promise<{ readonly body: string; readonly contentType: string }> {
    return { body: await this.#registry.metrics(), contentType: this.#registry.contentType };
  }

  stop(): void {
    this.#registry.clear();
  }
}

/** prom-client calls `collect` of a metric before it reads it. */
function onScrape(metric: object, collect: () => void): void {
  Object.assign(metric, { collect });
}
