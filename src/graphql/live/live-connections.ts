import type { ServerMetrics } from '../telemetry/server-metrics.js';

export type LiveTransport = 'sse' | 'ws';
export type LiveRefusal = 'connections' | 'connections_of_client' | 'lifetime' | 'slow' | 'origin' | 'draining';

export interface LiveLimits {
  /** Open streams and sockets of the server. */
  readonly connections: number;
  /** Of those, from one client: by credential, or by address where access is open. */
  readonly connectionsOfClient: number;
  /** Subscriptions at a time on one socket. */
  readonly operations: number;
  /** How long one connection lives; clients connect again. */
  readonly lifetimeMilliseconds: number;
  /** How often the revisions of subscribed users are read, for what other servers and imports change. */
  readonly pollMilliseconds: number;
  /** How long a reader may leave what it was sent unread. */
  readonly stallMilliseconds: number;
}

export const DEFAULT_LIVE_LIMITS: LiveLimits = {
  connections: 1000,
  connectionsOfClient: 20,
  operations: 20,
  lifetimeMilliseconds: 3_600_000,
  pollMilliseconds: 2000,
  stallMilliseconds: 30_000,
};

/** Keeps count of open connections and can end all of them. */
export class LiveConnections {
  readonly limits: LiveLimits;
  readonly #metrics: ServerMetrics | undefined;
  readonly #open = new Set<() => void>();
  readonly #ofClient = new Map<string, number>();
  #isClosed = false;

  constructor(limits: LiveLimits, metrics: ServerMetrics | undefined) {
    this.limits = limits;
    this.#metrics = metrics;
  }

  /**
   * Takes a connection in; `end` is called when it has lived long enough or the server stops. Returns what must be called
   * once it is over, or why there is no room for it.
   */
  admit(client: string, transport: LiveTransport, end: () => void): (() => void) | LiveRefusal {
    const refusal = this.#refusal(client);
    if (refusal !== undefined) {
      this.refused(refusal);
      return refusal;
    }
    this.#open.add(end);
    this.#ofClient.set(client, (this.#ofClient.get(client) ?? 0) + 1);
    this.#metrics?.table.liveConnections.inc({ transport });
    const lifetime = setTimeout(end, this.limits.lifetimeMilliseconds);
    lifetime.unref();
    return () => {
      if (!this.#open.delete(end)) return;
      clearTimeout(lifetime);
      this.#metrics?.table.liveConnections.dec({ transport });
      const left = (this.#ofClient.get(client) ?? 1) - 1;
      if (left > 0) this.#ofClient.set(client, left);
      else this.#ofClient.delete(client);
    };
  }

  refused(reason: LiveRefusal): void {
    this.#metrics?.table.liveRefused.inc({ reason });
  }

  /** An event was handed to a subscription. */
  told(field: string): void {
    this.#metrics?.table.liveEvents.inc({ field });
  }

  /** Ends all, and refuses what comes. */
  close(): void {
    this.#isClosed = true;
    for (const end of [...this.#open]) end();
  }

  #refusal(client: string): LiveRefusal | undefined {
    if (this.#isClosed) return 'draining';
    if (this.#open.size >= this.limits.connections) return 'connections';
    if ((this.#ofClient.get(client) ?? 0) >= this.limits.connectionsOfClient) return 'connections_of_client';
    return undefined;
  }
}
