import { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from '../core/log.js';
import type { DocumentPolicy } from './documents/document-policy.js';
import type { GatedOperation } from './limits/operation-gate.js';
import { queryShapeRule } from './limits/query-shape-rule.js';
import { schemaIntrospectionRule } from './limits/schema-introspection-rule.js';
import type { ServerLimits } from './limits/server-limits.js';
import { pluginList } from './plugins/plugin-list.js';
import { presentError } from './present-error.js';
import type { RequestContext } from './request-context.js';
import { createSchema } from './schema.js';

export interface ApolloOptions {
  readonly limits: ServerLimits;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** Whether operations are compiled. */
  readonly jit: boolean;
  /** Whether the schema is that of a subgraph, for a federation router. */
  readonly federation: boolean;
  readonly documents: DocumentPolicy;
  /** What every operation passes before it runs. */
  readonly passOperation: (operation: GatedOperation) => void;
  readonly log: Logger;
}

/** Apollo's request pipeline with our limits and errors; HTTP is not its part. */
export async function startApollo({
  limits,
  introspection,
  jit,
  federation,
  documents,
  passOperation,
  log,
}: ApolloOptions): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    schema: federation ? await subgraphSchema() : createSchema(),
    plugins: pluginList(limits, jit, passOperation),
    formatError: presentError,
    // Apollo's own switch closes `__type` with `__schema`; the rule below leaves its harmless part open.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !introspection,
    validationRules: introspection ? [queryShapeRule(limits)] : [queryShapeRule(limits), schemaIntrospectionRule],
    parseOptions: { maxLexicalTokens: limits.tokens },
    maxRecursiveSelections: limits.recursiveSelections,
    validationOptions: { maxErrors: limits.errors },
    executionOptions: { maxCoercionErrors: limits.errors },
    persistedQueries: documents.cache === undefined ? false : { cache: documents.cache, ttl: null },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Left out, Apollo would read the environment: NODE_ENV for its manners, APOLLO_KEY to report to its makers.
    nodeEnv: 'production',
    logger: apolloLogger(log),
  });
  await apollo.start();
  return apollo;
}

/** Loaded where it is served: composition's library is large. */
async function subgraphSchema(): Promise<GraphQLSchema> {
  const { createSubgraphSchema } = await import('./federation/subgraph-schema.js');
  return createSubgraphSchema();
}

function apolloLogger(log: Logger): Record<'debug' | 'info' | 'warn' | 'error', (message?: unknown) => void> {
  return {
    debug: (message) => log.debug({}, String(message)),
    info: (message) => log.info({}, String(message)),
    warn: (message) => log.warn({}, String(message)),
    error: (message) => log.error({}, String(message)),
  };
}
