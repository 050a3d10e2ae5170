import { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from '../core/log.js';
import type { DocumentPolicy } from './documents/document-policy.js';
import { documentStore } from './documents/document-store.js';
import type { CompiledOperations } from './execution/compiled-operations.js';
import { documentRules } from './limits/document-rules.js';
import type { GatedOperation } from './limits/operation-gate.js';
import type { ServerLimits } from './limits/server-limits.js';
import { hiddenSchemaPlugin } from './plugins/hidden-schema.js';
import { pluginList } from './plugins/plugin-list.js';
import { presentError } from './present-error.js';
import type { RequestContext } from './request-context.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly limits: ServerLimits;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** Operations that are compiled; undefined where none are. */
  readonly operations: CompiledOperations | undefined;
  readonly documents: DocumentPolicy;
  /** What every operation passes before it runs. */
  readonly passOperation: (operation: GatedOperation) => void;
  readonly log: Logger;
}

/** Apollo's request pipeline with our limits and errors; HTTP is not its part. */
export async function startApollo({
  schema,
  limits,
  introspection,
  operations,
  documents,
  passOperation,
  log,
}: ApolloOptions): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    schema,
    plugins: [...pluginList(limits, operations, passOperation), ...(introspection ? [] : [hiddenSchemaPlugin])],
    formatError: presentError,
    // Apollo's own switch closes `__type` with `__schema`; the rule below leaves its harmless part open.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !introspection,
    validationRules: documentRules(limits, introspection),
    parseOptions: { maxLexicalTokens: limits.tokens },
    maxRecursiveSelections: limits.recursiveSelections,
    validationOptions: { maxErrors: limits.errors },
    executionOptions: { maxCoercionErrors: limits.errors },
    documentStore: documentStore(),
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

function apolloLogger(log: Logger): Record<'debug' | 'info' | 'warn' | 'error', (message?: unknown) => void> {
  return {
    debug: (message) => log.debug({}, String(message)),
    info: (message) => log.info({}, String(message)),
    warn: (message) => log.warn({}, String(message)),
    error: (message) => log.error({}, String(message)),
  };
}
