import type { GraphQLSchema } from 'graphql';
import type { Clock } from '../core/clock.js';
import type { Logger } from '../core/log.js';
import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import type { InteractionStore } from '../store/interaction-store.js';
import type { AccessOptions } from './access/access-control.js';
import type { ThreadOptions } from './computing/thread-choice.js';
import type { DocumentOptions } from './documents/document-policy.js';
import type { RateLimit } from './limits/rate-limiter.js';
import type { ServerLimits } from './limits/server-limits.js';
import type { LiveLimits } from './live/live-connections.js';
import type { ServerObserver } from './observer.js';
import type { TracingOptions } from './telemetry/tracing-options.js';

export interface ServerOptions {
  /** Stays the caller's: it is not closed with the server. */
  readonly store: InteractionStore;
  readonly snapshots: SnapshotDirectory;
  /** 127.0.0.1 when absent: other machines reach the server only when asked to. */
  readonly host?: string;
  /** 4000 when absent; 0 lets the system choose. */
  readonly port?: number;
  readonly log?: Logger;
  readonly clock?: Clock;
  readonly limits?: Partial<ServerLimits>;
  /** Who may ask; when absent, everyone on a loopback address, and nobody is let in elsewhere without keys or tokens. */
  readonly access?: AccessOptions;
  /** How much one client may ask for; when absent, the default except on loopback addresses. */
  readonly rateLimit?: RateLimit | 'off';
  /** Addresses and ranges of the proxies whose `x-forwarded-for` is believed; none when absent. */
  readonly trustedProxies?: readonly string[];
  /** Which documents are executed, and which are known by their hash. */
  readonly documents?: Partial<DocumentOptions>;
  /** File to which writes and erasures are appended, one JSON object a line; among the log when absent. */
  readonly auditFile?: string;
  /** Whether the server is a subgraph of a federation. */
  readonly federation?: boolean;
  /** Whether clients may read the schema; when absent, on loopback addresses only. */
  readonly introspection?: boolean;
  /** Whether operations are compiled (graphql-jit); true when absent. Answers are the same without, at three times the CPU. */
  readonly jit?: boolean;
  /** Whether rankings and influences are computed on threads; `auto` when absent. */
  readonly threads?: ThreadOptions;
  /** Whether queries may also come by GET. */
  readonly allowGet?: boolean;
  /** Origins whose web pages may call the API; none when absent. */
  readonly corsOrigins?: readonly string[];
  /** Speaks TLS, on both addresses; in the clear when absent. */
  readonly tls?: TlsKeys;
  /**
   * Names by which clients may call a server on a loopback address, beside localhost and addresses: a page that points a
   * name of its own at this machine must not read answers (DNS rebinding).
   */
  readonly hostNames?: readonly string[];
  /** Whether answers are compressed for clients that take it; true when absent. */
  readonly compression?: boolean;
  /** Answered in place of the API of graph-schema/api.graphql, by whoever measures the server or extends it. */
  readonly schema?: GraphQLSchema;
  /** Whether `GET /` shows how to ask. */
  readonly landing?: boolean;
  /** A second address, for those who run the server; no clients belong there. None when absent. */
  readonly admin?: AdminAddress;
  /** Limits of subscriptions; DEFAULT_LIVE_LIMITS where absent. */
  readonly live?: Partial<LiveLimits>;
  /** Where spans of operations go; nowhere when absent. */
  readonly tracing?: TracingOptions;
  /** Requests that take longer are logged as warnings; 1000 when absent, none are where it is 0. */
  readonly slowMilliseconds?: number;
  /** Told of every request and cache; see `ServerObserver`. */
  readonly observers?: readonly ServerObserver[];
}

/** PEM texts. */
export interface TlsKeys {
  readonly cert: string;
  readonly key: string;
}

export interface AdminAddress {
  /** 127.0.0.1 when absent. */
  readonly host?: string;
  /** 0 lets the system choose. */
  readonly port: number;
}
