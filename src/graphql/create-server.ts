import { systemClock } from '../core/clock.js';
import { silentLogger } from '../core/log.js';
import { adminRoutes } from './admin/admin-routes.js';
import { startApollo } from './apollo-server.js';
import { CompiledOperations } from './execution/compiled-operations.js';
import { Admission } from './http/admission.js';
import { GRAPHQL_PATH } from './http/graphql-path.js';
import { isLoopback, loopbackHostCheck } from './http/host-check.js';
import { type AddressOptions, HttpAddress } from './http/http-address.js';
import { publicGates } from './http/public-gates.js';
import { publicRoutes } from './http/public-routes.js';
import { documentRules } from './limits/document-rules.js';
import { Turns } from './computing/turns.js';
import { DEFAULT_LIMITS } from './limits/server-limits.js';
import { openLive } from './live/live.js';
import { acceptWebSockets } from './live/web-sockets.js';
import { tellAll } from './observer.js';
import { openSafeguards } from './safeguards.js';
import { servedSchema } from './served-schema.js';
import { ServedSnapshot } from './served-snapshot.js';
import type { AdminAddress, ServerOptions } from './server-options.js';
import type { ServerParts } from './server-parts.js';
import { measuredStore } from './telemetry/measured-store.js';
import { OperationNames, trustedNames } from './telemetry/operation-names.js';
import { openTracing } from './telemetry/open-tracing.js';
import { ServerMetrics } from './telemetry/server-metrics.js';

const SLOW_MILLISECONDS = 1000;

export interface RunningServer {
  /** Where queries go: `http://HOST:PORT/graphql`. */
  readonly url: string;
  /** Where those who run the server look, `http://HOST:PORT`; undefined where there is no such address. */
  readonly adminUrl: string | undefined;
  /** Finishes running requests up to the limit for draining, then closes every connection; idempotent. */
  close(): Promise<void>;
}

/**
 * Serves the API of graph-schema/api.graphql over HTTP. Resolves once it listens and the current snapshot is loaded;
 * without one it starts all the same, and serves the first that is published.
 * Errors: BIND_FAILED, and those of `openSafeguards`.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { snapshots, host = '127.0.0.1', log = silentLogger, clock = systemClock } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const isLocal = isLoopback(host);
  const { introspection = isLocal, jit = true } = options;
  const safeguards = await openSafeguards(options, { limits, isLoopback: isLocal, clock, log });
  const { documents, passOperation, audit } = safeguards;
  const names = new OperationNames(trustedNames(documents.trusted));
  const metrics = options.admin && new ServerMetrics(names);
  const store = metrics === undefined ? options.store : measuredStore(options.store, metrics.table);
  const live = openLive(options, { store, metrics, log });
  const observer = tellAll([...(metrics ? [metrics] : []), live.observer, ...(options.observers ?? [])]);
  const schema = await servedSchema(options);
  const operations = jit ? new CompiledOperations(schema) : undefined;
  const tracing = await openTracing(options.tracing, names);
  const apollo = await startApollo({ schema, limits, introspection, operations, documents, passOperation, log });
  const threads = options.threads ?? { count: 'auto' };
  const served = await ServedSnapshot.start({ directory: snapshots, threads, log, observer });
  const turns = new Turns(threads.count === 'auto' ? () => void served.computeOnThreads() : undefined);
  const admission = new Admission(limits);
  const computing = { turns, isAlone: () => admission.running <= 1 };

  let url = '';
  let closing: Promise<void> | undefined;
  let closingAt = Infinity;
  const parts: ServerParts = {
    options,
    limits,
    ...safeguards,
    backend: { store, snapshots, clock, log, observer, computing, audit, live: live.events },
    served,
    schema,
    introspection,
    documentRules: documentRules(limits, introspection),
    live,
    traceGate: tracing?.gate,
    apollo,
    operations,
    admission,
    observer,
    metrics,
    hasGraphiql: introspection && options.landing === true,
    url: () => url,
    isDraining: () => performance.now() >= closingAt,
    refusesWork: () => performance.now() - closingAt > limits.graceMilliseconds,
  };
  metrics?.readFrom({
    clock,
    served: () => served.current?.snapshot.manifest,
    subscriptions: () => live.events.counts(),
    waiting: () => parts.admission.waiting,
    threads: () => served.threads,
    keptBytes: () => ({ 'top-k': served.current?.topK.bytes ?? 0, influences: served.current?.influences.bytes ?? 0 }),
  });
  const open: HttpAddress[] = [];
  const stop = async (): Promise<void> => {
    closingAt = performance.now();
    const [clients, admin] = open;
    const { graceMilliseconds: grace, drainMilliseconds: deadline } = limits;
    live.close(); // streams have no end of their own to wait for
    const isFinished = await clients?.close({ grace, deadline });
    if (isFinished === false)
      log.warn({ milliseconds: deadline }, 'Requests were cut off: they did not finish in time.');
    await served.stop();
    await apollo.stop();
    await admin?.close({ grace: 0, deadline: 0 }); // last, so that probes see the server drain
    metrics?.stop();
    await tracing?.stop();
    await audit.close();
  };
  try {
    const clients = await HttpAddress.open(publicAddress(parts));
    clients.onUpgrade(acceptWebSockets(parts));
    open.push(clients);
    if (options.admin !== undefined) {
      open.push(await HttpAddress.open(adminAddress(parts, options.admin)));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  url = `${open[0]!.origin}${GRAPHQL_PATH}`;
  const adminUrl = open[1]?.origin;
  log.info({ url, ...(adminUrl !== undefined && { adminUrl }) }, 'Listening.');
  return { url, adminUrl, close: () => (closing ??= stop()) };
}

function publicAddress(parts: ServerParts): AddressOptions {
  const { host = '127.0.0.1', port = 4000, corsOrigins = [] } = parts.options;
  const hint = `Queries go to ${GRAPHQL_PATH}.`;
  return { ...addressOf(parts, host), port, routes: publicRoutes(parts), gates: publicGates(parts), corsOrigins, hint };
}

function adminAddress(parts: ServerParts, { host = '127.0.0.1', port }: AdminAddress): AddressOptions {
  const routes = adminRoutes(parts);
  const hint = `There is ${routes.map(({ path }) => path).join(', ')}.`;
  return { ...addressOf(parts, host), port, routes, gates: [], corsOrigins: [], hint };
}

function addressOf({ options, limits, backend, observer, isDraining }: ServerParts, host: string) {
  const { tls, compression = true, hostNames = [], slowMilliseconds = SLOW_MILLISECONDS } = options;
  const checkHost = isLoopback(host) ? loopbackHostCheck(hostNames) : () => undefined;
  return { host, tls, limits, checkHost, compression, log: backend.log, observer, isDraining, slowMilliseconds };
}
