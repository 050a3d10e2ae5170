import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { isInternal, thrownBy } from '../present-error.js';
import type { RequestContext } from '../request-context.js';

/**
 * Logs in full what clients see as INTERNAL, gives them the request id to report it by, and notes for the request's log
 * line which operation ran and which errors it had.
 */
export const requestTracePlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operationName, contextValue }) => {
      if (operationName !== null) contextValue.trace.operationName = operationName;
    },
    willSendResponse: async ({ response, errors = [], contextValue }) => {
      if (response.body.kind !== 'single' || response.body.singleResult.errors === undefined) return;
      response.body.singleResult.errors = response.body.singleResult.errors.map((shown, index) => {
        contextValue.trace.errorCodes.add(String(shown.extensions?.['code']));
        if (!isInternal(shown)) return shown;
        logInternal(errors[index], contextValue);
        return { ...shown, extensions: { ...shown.extensions, requestId: contextValue.requestId } };
      });
    },
  }),
  unexpectedErrorProcessingRequest: async ({ error, requestContext }) => {
    logInternal(error, requestContext.contextValue);
  },
};

function logInternal(error: GraphQLError | Error | undefined, context: RequestContext): void {
  if (context.isAbandoned()) return; // what was interrupted because the client went is nobody's failure
  const path = error !== undefined && 'path' in error ? error.path : undefined;
  const { operationName } = context.trace;
  context.backend.log.error(
    { requestId: context.requestId, operationName, path, err: thrownBy(error) },
    'A field failed.',
  );
}
