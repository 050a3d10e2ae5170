import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { presentError } from '../present-error.js';

/** An error of an execution as Apollo would have formatted it on its own path: with a code, then as clients see it. */
export function formatExecutionError(error: GraphQLError): GraphQLFormattedError {
  const { message, locations, path, extensions } = error.toJSON();
  const formatted = {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { ...extensions, code: extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR' },
  };
  return presentError(formatted, error);
}
