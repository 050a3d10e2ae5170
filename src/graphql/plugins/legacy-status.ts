import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../request-context.js';

/** Errors of a request that was understood as GraphQL but not run. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'QUERY_TOO_LARGE',
]);

/**
 * GraphQL over HTTP: with `application/json` such a request is answered with 200, so that proxies do not mistake the
 * answer for their own; clients that accept `application/graphql-response+json` get 400, as Apollo sets it.
 */
export const legacyStatusPlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response }) => {
      if (response.body.kind !== 'single') return;
      const { errors, data } = response.body.singleResult;
      const isRequestError =
        data === undefined && errors?.every((error) => REQUEST_ERRORS.has(error.extensions?.['code']));
      const acceptsModern = request.http?.headers.get('accept')?.includes('application/graphql-response+json');
      if (isRequestError && !acceptsModern) response.http.status = 200;
    },
  }),
};
