import type { ApolloServer } from '@apollo/server';
import type { CompiledOperations } from './execution/compiled-operations.js';
import type { Admission } from './http/admission.js';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { Gate } from './http/gate.js';
import type { ServerLimits } from './limits/server-limits.js';
import type { Live } from './live/live.js';
import type { ServerObserver } from './observer.js';
import type { ServerMetrics } from './telemetry/server-metrics.js';
import type { Backend, RequestContext } from './request-context.js';
import type { Safeguards } from './safeguards.js';
import type { ServedSnapshot } from './served-snapshot.js';
import type { ServerOptions } from './server-options.js';

/** What a running server is made of: what routes, gates and probes are built from. */
export interface ServerParts extends Safeguards {
  readonly options: ServerOptions;
  readonly limits: ServerLimits;
  readonly backend: Backend;
  readonly served: ServedSnapshot;
  readonly schema: GraphQLSchema;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** What documents are held to beside the rules of GraphQL. */
  readonly documentRules: readonly ValidationRule[];
  readonly live: Live;
  /** Begins the span of an operation, where operations are traced. */
  readonly traceGate: Gate | undefined;
  readonly apollo: ApolloServer<RequestContext>;
  /** Operations that are compiled; undefined where none are. */
  readonly operations: CompiledOperations | undefined;
  readonly admission: Admission;
  readonly observer: Required<ServerObserver>;
  /** Where there is an admin address to read them at. */
  readonly metrics: ServerMetrics | undefined;
  /** Whether GraphiQL is served: where the landing page is and clients may read the schema. */
  readonly hasGraphiql: boolean;
  /** Where queries go. */
  readonly url: () => string;
  /** Whether the server has begun to stop. */
  readonly isDraining: () => boolean;
  /** Whether it has done so for so long that it answers no new requests. */
  readonly refusesWork: () => boolean;
}
