import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { isInternal, thrownBy } from '../present-error.js';
import type { RequestContext } from '../request-context.js';

/**
 * The errors of an answer as clients see them: what is INTERNAL is logged in full and carries the request id to report it
 * by. Notes their codes for the request's log line. `thrown` are the same errors before they were formatted.
 */
export function traceErrors(
  shown: readonly GraphQLFormattedError[],
  thrown: readonly GraphQLError[],
  context: RequestContext,
): GraphQLFormattedError[] {
  return shown.map((error, index) => {
    context.trace.errorCodes.add(String(error.extensions?.['code']));
    if (!isInternal(error)) return error;
    logInternal(thrown[index], context);
    return { ...error, extensions: { ...error.extensions, requestId: context.requestId } };
  });
}

export function logInternal(error: GraphQLError | Error | undefined, context: RequestContext): void {
  if (context.isAbandoned()) return; // what was interrupted because the client went is nobody's failure
  const path = error !== undefined && 'path' in error ? error.path : undefined;
  const { operationName } = context.trace;
  context.backend.log.error(
    { requestId: context.requestId, operationName, path, err: thrownBy(error) },
    'A field failed.',
  );
}
