import type { Clock } from '../core/clock.js';
import type { Logger } from '../core/log.js';
import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import type { InteractionStore } from '../store/interaction-store.js';
import type { ServerLimits } from './limits/server-limits.js';
import type { ServerObserver } from './observer.js';

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
  /** A second address, for those who run the server; no clients belong there. None when absent. */
  readonly admin?: AdminAddress;
  /** Requests that take longer are logged as warnings; 1000 when absent, none are where it is 0. */
  readonly slowMilliseconds?: number;
  /** Told of every request and cache; see `ServerObserver`. */
  readonly observers?: readonly ServerObserver[];
}

export interface AdminAddress {
  /** 127.0.0.1 when absent. */
  readonly host?: string;
  /** 0 lets the system choose. */
  readonly port: number;
}
