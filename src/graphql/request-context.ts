import type { Clock } from '../core/clock.js';
import type { Logger } from '../core/log.js';
import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import type { InteractionStore } from '../store/interaction-store.js';
import type { AuditLog } from './access/audit-log.js';
import type { Client } from './access/client.js';
import { type ComputingPlace, RequestComputing } from './computing/request-computing.js';
import type { LiveEvents } from './live/live-events.js';
import type { RateState } from './limits/rate-limiter.js';
import { createLoaders, type Loaders } from './loaders/loaders.js';
import type { ServerObserver } from './observer.js';
import { type ServedVersion, snapshotMissing } from './served-snapshot.js';

/** What resolvers stand on that outlives a request. */
export interface Backend {
  readonly store: InteractionStore;
  readonly snapshots: SnapshotDirectory;
  readonly clock: Clock;
  readonly log: Logger;
  readonly observer: Required<ServerObserver>;
  readonly computing: ComputingPlace;
  readonly audit: AuditLog;
  /** Told of every change, so that subscriptions learn of it. */
  readonly live: LiveEvents;
}

/** What the log line of a request tells of the operation that it ran. */
export interface OperationTrace {
  operationName?: string;
  /** Rows that it may return, see limits/operation-cost.ts. */
  cost?: number;
  readonly errorCodes: Set<string>;
}

/** What a client has left of its rate. */
export interface Allowance {
  /** Takes rows of it unless nothing is left. */
  charge(rows: number): RateState;
}

/** The request as its HTTP side knows it. */
export interface RequestHead {
  readonly requestId: string;
  /** Whether the client has gone, so that nobody reads the answer. */
  readonly isAbandoned: () => boolean;
  /** Aborted when the client goes before its answer is sent. */
  readonly signal: () => AbortSignal;
  readonly client: Client;
  /** Undefined where clients are not limited. */
  readonly allowance: Allowance | undefined;
  readonly trace: OperationTrace;
}

/** Handed to every resolver of one request. Apollo copies it, so that it holds no private state of its own. */
export interface RequestContext extends RequestHead {
  readonly backend: Backend;
  /** The version that was served when the request began; it stays the same until its end. */
  readonly served: ServedVersion | undefined;
  readonly computing: RequestComputing;
  /** Replaced after a write, so that what the rest of the request reads is newer than the write. */
  loaders: Loaders;
}

export function createRequestContext(
  backend: Backend,
  served: ServedVersion | undefined,
  head: RequestHead,
): RequestContext {
  const { requestId, isAbandoned, signal, client, allowance, trace } = head;
  return {
    requestId,
    isAbandoned,
    client,
    allowance,
    trace,
    signal,
    backend,
    served,
    computing: new RequestComputing(backend.computing, isAbandoned, signal),
    loaders: createLoaders(backend.store, served?.snapshot),
  };
}

/** The version this request is served from; SNAPSHOT_MISSING when there is none yet. */
export function servedVersion(context: RequestContext): ServedVersion {
  if (context.served === undefined) throw snapshotMissing();
  return context.served;
}

/** Forgets what the request has read so far. */
export function forgetReads(context: RequestContext): void {
  context.loaders = createLoaders(context.backend.store, context.served?.snapshot);
}
