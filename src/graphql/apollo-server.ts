import { ApolloServer } from '@apollo/server';
import type { Logger } from '../core/log.js';
import { queryShapeRule } from './limits/query-shape-rule.js';
import { schemaIntrospectionRule } from './limits/schema-introspection-rule.js';
import type { ServerLimits } from './limits/server-limits.js';
import { pluginList } from './plugins/plugin-list.js';
import { presentError } from './present-error.js';
import type { RequestContext } from './request-context.js';
import { createSchema } from './schema.js';

const ERRORS_SHOWN = 5;

export interface ApolloOptions {
  readonly limits: ServerLimits;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** Whether operations are compiled. */
  readonly jit: boolean;
  readonly log: Logger;
}

/** Apollo's request pipeline with our limits and errors; HTTP is not its part. */
export async function startApollo({
  limits,
  introspection,
  jit,
  log,
}: ApolloOptions): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    schema: createSchema(),
    plugins: pluginList(limits, jit),
    formatError: presentError,
    // Apollo's own switch closes `__type` with `__schema`; the rule below leaves its harmless part open.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !introspection,
    validationRules: introspection ? [queryShapeRule(limits)] : [queryShapeRule(limits), schemaIntrospectionRule],
    parseOptions: { maxLexicalTokens: limits.tokens },
    validationOptions: { maxErrors: ERRORS_SHOWN },
    executionOptions: { maxCoercionErrors: ERRORS_SHOWN },
    persistedQueries: false,
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
