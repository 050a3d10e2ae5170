import type { ApolloServerPlugin } from '@apollo/server';
import { logInternal, traceErrors } from '../execution/trace-errors.js';
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
      response.body.singleResult.errors = traceErrors(response.body.singleResult.errors, errors, contextValue);
    },
  }),
  unexpectedErrorProcessingRequest: async ({ error, requestContext }) => {
    logInternal(error, requestContext.contextValue);
  },
};
