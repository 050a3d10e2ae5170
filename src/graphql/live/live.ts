import type { Logger } from '../../core/log.js';
import type { InteractionStore } from '../../store/interaction-store.js';
import type { ServerObserver } from '../observer.js';
import type { ServerOptions } from '../server-options.js';
import type { ServerMetrics } from '../telemetry/server-metrics.js';
import { DEFAULT_LIVE_LIMITS, LiveConnections } from './live-connections.js';
import { LiveEvents } from './live-events.js';

/** What subscriptions that end are given to say so. */
const FAREWELL_MILLISECONDS = 50;

/** What subscriptions stand on. */
export interface Live {
  readonly events: LiveEvents;
  readonly connections: LiveConnections;
  /** Hears of new snapshots. */
  readonly observer: ServerObserver;
  /** Ends every subscription, then every connection. */
  close(): void;
}

export function openLive(
  { live }: ServerOptions,
  {
    store,
    metrics,
    log,
  }: { readonly store: InteractionStore; readonly metrics: ServerMetrics | undefined; readonly log: Logger },
): Live {
  const limits = { ...DEFAULT_LIVE_LIMITS, ...live };
  const events = new LiveEvents({ store, log, pollMilliseconds: limits.pollMilliseconds });
  const connections = new LiveConnections(limits, metrics);
  return {
    events,
    connections,
    observer: { snapshotServed: (version) => void events.snapshotServed(version) },
    close() {
      events.close();
      setTimeout(() => connections.close(), FAREWELL_MILLISECONDS);
    },
  };
}
