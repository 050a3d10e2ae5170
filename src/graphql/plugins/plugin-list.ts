import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { CompiledOperations } from '../execution/compiled-operations.js';
import type { GatedOperation } from '../limits/operation-gate.js';
import type { ServerLimits } from '../limits/server-limits.js';
import type { RequestContext } from '../request-context.js';
import { cacheHeadersPlugin } from './cache-headers.js';
import { compiledExecutionPlugin } from './compiled-execution.js';
import { legacyStatusPlugin } from './legacy-status.js';
import { operationGatePlugin } from './operation-gate.js';
import { requestTracePlugin } from './request-trace.js';

/** Everything that takes part in an operation's life, in the order in which it acts. */
export function pluginList(
  limits: ServerLimits,
  operations: CompiledOperations | undefined,
  passOperation: (operation: GatedOperation) => void,
): ApolloServerPlugin<RequestContext>[] {
  return [
    operationGatePlugin(passOperation, limits.cost),
    requestTracePlugin,
    legacyStatusPlugin,
    cacheHeadersPlugin(),
    ...(operations === undefined ? [] : [compiledExecutionPlugin(operations)]),
    ApolloServerPluginCacheControlDisabled(), // half a millisecond per request
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
  ];
}
