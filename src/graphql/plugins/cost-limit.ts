import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { EdgewiseError } from '../../core/errors.js';
import { operationCost } from '../limits/operation-cost.js';
import type { RequestContext } from '../request-context.js';

/** Refuses an operation that may return more rows than the limit, before anything of it runs. */
export function costLimitPlugin(limit: number): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (operation === undefined) return; // graphql-js says which names there are
        const cost = operationCost({ schema, document, operation, variables: request.variables ?? {} });
        if (cost <= limit) return;
        const message = `The query may return ${cost} rows; the limit is ${limit}. Ask for smaller pages or less below them.`;
        throw new GraphQLError(message, {
          extensions: { http: { status: 400 } },
          originalError: new EdgewiseError('QUERY_TOO_LARGE', message),
        });
      },
    }),
  };
}
