import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Upper bounds in seconds: cached answers take a fraction of a millisecond, influence a second. */
const SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Every metric of the server beside those of the process, registered; docs/operations.md explains them. */
export type MetricTable = ReturnType<typeof createMetricTable>;

export function createMetricTable(registry: Registry) {
  const registers = [registry];
  return {
    requests: new Counter({
      name: 'edgewise_http_requests_total',
      help: 'Requests answered at the GraphQL endpoint, by HTTP status.',
      labelNames: ['status'] as const,
      registers,
    }),
    inFlight: new Gauge({
      name: 'edgewise_requests_in_flight',
      help: 'Requests that were read and are not answered yet.',
      registers,
    }),
    refused: new Counter({
      name: 'edgewise_requests_refused_total',
      help: 'Requests turned away before they ran, by error code.',
      labelNames: ['code'] as const,
      registers,
    }),
    queueLength: new Gauge({
      name: 'edgewise_queue_length',
      help: 'Requests that wait for their turn.',
      registers,
    }),
    seconds: new Histogram({
      name: 'edgewise_operation_duration_seconds',
      help: 'Time from a request to its answer, by name of the operation; unknown names count as other.',
      labelNames: ['operation'] as const,
      buckets: SECONDS,
      registers,
    }),
    operationErrors: new Counter({
      name: 'edgewise_operation_errors_total',
      help: 'Answers that carry an error of this code.',
      labelNames: ['code'] as const,
      registers,
    }),
    lookups: new Counter({
      name: 'edgewise_cache_lookups_total',
      help: 'Looks into a cache: hit when what was kept answered, miss when it was made.',
      labelNames: ['cache', 'result'] as const,
      registers,
    }),
    keptBytes: new Gauge({
      name: 'edgewise_cache_bytes',
      help: 'About what the answers of the served snapshot take that are kept.',
      labelNames: ['cache'] as const,
      registers,
    }),
    threads: new Gauge({
      name: 'edgewise_computing_threads',
      help: 'Threads that compute rankings and influences; 0 where the event loop does.',
      registers,
    }),
    threadsEnded: new Gauge({
      name: 'edgewise_computing_threads_ended',
      help: 'Computing threads that have ended unasked since the process started, and were started again.',
      registers,
    }),
    snapshotInfo: new Gauge({
      name: 'edgewise_snapshot_info',
      help: '1 for the version that is served; absent before the first.',
      labelNames: ['version'] as const,
      registers,
    }),
    snapshotAge: new Gauge({
      name: 'edgewise_snapshot_age_seconds',
      help: 'Time since the served snapshot was made; absent before the first.',
      registers,
    }),
    snapshotSwaps: new Counter({
      name: 'edgewise_snapshot_swaps_total',
      help: 'Versions that were put in place since the process started, the first included.',
      registers,
    }),
    storeUp: new Gauge({
      name: 'edgewise_store_up',
      help: '1 when the last call of the store was answered, 0 when it was not.',
      registers,
    }),
    storeSeconds: new Histogram({
      name: 'edgewise_store_call_duration_seconds',
      help: 'Time that calls of the store took, by call.',
      labelNames: ['call'] as const,
      buckets: SECONDS,
      registers,
    }),
    storeFailures: new Counter({
      name: 'edgewise_store_call_failures_total',
      help: 'Calls of the store that failed, by call.',
      labelNames: ['call'] as const,
      registers,
    }),
    storeInFlight: new Gauge({
      name: 'edgewise_store_calls_in_flight',
      help: 'Calls that the store works on: what its pool of connections is busy with.',
      registers,
    }),
    liveConnections: new Gauge({
      name: 'edgewise_live_connections',
      help: 'Open connections that carry subscriptions.',
      labelNames: ['transport'] as const,
      registers,
    }),
    liveSubscriptions: new Gauge({
      name: 'edgewise_live_subscriptions',
      help: 'Subscriptions that wait for events, by field.',
      labelNames: ['field'] as const,
      registers,
    }),
    liveEvents: new Counter({
      name: 'edgewise_live_events_total',
      help: 'Events that were handed to subscriptions, by field.',
      labelNames: ['field'] as const,
      registers,
    }),
    liveRefused: new Counter({
      name: 'edgewise_live_refused_total',
      help: 'Connections and subscriptions that were refused or cut off, by reason.',
      labelNames: ['reason'] as const,
      registers,
    }),
  };
}
