import { createServer } from 'node:http';
import { type Clock, systemClock } from '../core/clock.js';
import { type Logger, silentLogger } from '../core/log.js';
import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import type { InteractionStore } from '../store/interaction-store.js';
import { startApollo } from './apollo-server.js';
import { drain } from './http/drain.js';
import { listen } from './http/listen.js';
import { createRequestListener, GRAPHQL_PATH } from './http/request-listener.js';
import { DEFAULT_LIMITS, type ServerLimits } from './limits/server-limits.js';
import { ServedSnapshot } from './served-snapshot.js';

export interface ServerOptions {
  /** Stays the caller's: it is not closed with the server. */
  readonly store: InteractionStore;
  readonly snapshots: SnapshotDirectory;
  /** 127.0.0.1 when absent: there is no authentication, so that other machines reach the server only when asked to. */
  readonly host?: string;
  /** 4000 when absent; 0 lets the system choose. */
  readonly port?: number;
  readonly log?: Logger;
  readonly clock?: Clock;
  readonly limits?: Partial<ServerLimits>;
  /** Whether clients may read the schema; when absent, on loopback addresses only. */
  readonly introspection?: boolean;
  /** Whether queries may also come by GET. */
  readonly allowGet?: boolean;
  /** Origins whose web pages may call the API; none when absent. */
  readonly corsOrigins?: readonly string[];
  /** Whether `GET /` shows how to ask. */
  readonly landing?: boolean;
}

export interface RunningServer {
  /** Where queries go: `http://HOST:PORT/graphql`. */
  readonly url: string;
  /** Finishes running requests up to the limit for draining, then closes every connection; idempotent. */
  close(): Promise<void>;
}

/**
 * Serves the API of graph-schema/api.graphql over HTTP. Resolves once it listens and the current snapshot is loaded;
 * without one it starts all the same, and serves the first that is published.
 * Errors: BIND_FAILED.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, snapshots, host = '127.0.0.1', port = 4000, log = silentLogger, clock = systemClock } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const apollo = await startApollo({ limits, introspection: options.introspection ?? isLoopback(host), log });
  const served = await ServedSnapshot.start(snapshots, log);

  let url = '';
  let closing: Promise<void> | undefined;
  const listener = createRequestListener({
    backend: { store, snapshots, clock, log },
    served,
    graphql: { apollo, allowGet: options.allowGet ?? false, bodyBytes: limits.bodyBytes },
    corsOrigins: options.corsOrigins ?? [],
    landing: options.landing ?? false,
    url: () => url,
    isDraining: () => closing !== undefined,
  });
  const server = createServer(timeouts(limits), listener);

  const stop = async (): Promise<void> => {
    const finished = await drain(server, limits.drainMilliseconds);
    if (!finished)
      log.warn({ milliseconds: limits.drainMilliseconds }, 'Requests were cut off: they did not finish in time.');
    await served.stop();
    await apollo.stop();
  };
  try {
    url = urlOf(host, await listen(server, host, port));
  } catch (error) {
    await served.stop();
    await apollo.stop();
    throw error;
  }
  log.info({ url }, 'Listening.');
  return { url, close: () => (closing ??= stop()) };
}

function timeouts(limits: ServerLimits): NonNullable<Parameters<typeof createServer>[0]> {
  return {
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    // How often node looks for requests past their time; half the shortest is soon enough.
    connectionsCheckingInterval: Math.ceil(Math.min(limits.headersMilliseconds, limits.requestMilliseconds) / 2),
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function urlOf(host: string, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}${GRAPHQL_PATH}`;
}
