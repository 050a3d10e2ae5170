import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type EdgewiseError, isEdgewiseError } from '../core/errors.js';

/** Apollo's own codes: errors that GraphQL itself finds in a request, with messages made for clients. */
const GRAPHQL_CODES: ReadonlySet<unknown> = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** graphql-js throws a plain syntax error for its token limit; the words are its own. */
const TOKEN_LIMIT = /Document contains more tha[nt] (\d+) tokens/;

/**
 * What a client sees of an error: code and message of public EdgewiseErrors and of GraphQL's own; INTERNAL for
 * everything else, whatever it says. Installed as Apollo's `formatError`, so that no path goes around it.
 */
export function presentError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  const known = publicError(error);
  if (known !== undefined) return { message: known.message, ...place, extensions: { code: known.code } };
  const tokens = TOKEN_LIMIT.exec(formatted.message)?.[1];
  if (tokens !== undefined && formatted.extensions?.['code'] === 'GRAPHQL_PARSE_FAILED') {
    const message = `The query has more than ${tokens} tokens.`;
    return { message, ...place, extensions: { code: 'QUERY_TOO_LARGE' } };
  }
  if (isOfGraphql(formatted))
    return { message: formatted.message, ...place, extensions: { code: formatted.extensions?.['code'] } };
  return { message: 'Something failed on the server.', ...place, extensions: { code: 'INTERNAL' } };
}

/** Whether the message of an error is for the log only, because clients see INTERNAL in its place. */
export function isInternal(formatted: GraphQLFormattedError): boolean {
  return formatted.extensions?.['code'] === 'INTERNAL';
}

/** What was thrown, below the wrappers of graphql-js and Apollo. */
export function thrownBy(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? thrownBy(error.originalError) : error;
}

function publicError(error: unknown): EdgewiseError | undefined {
  const thrown = thrownBy(error);
  return isEdgewiseError(thrown) && thrown.isPublic ? thrown : undefined;
}

function isOfGraphql(formatted: GraphQLFormattedError): boolean {
  return GRAPHQL_CODES.has(formatted.extensions?.['code']);
}
