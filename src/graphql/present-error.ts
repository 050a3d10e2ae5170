import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isEdgewiseError } from '../core/errors.js';

/** Apollo's own codes: errors that GraphQL itself finds in a request, with messages made for clients. */
const GRAPHQL_CODES: ReadonlySet<unknown> = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Apollo and graphql-js give these no code; the words are theirs. */
const UNCODED_ERRORS: ReadonlyMap<string, GraphQLFormattedError> = new Map([
  [
    'provided sha does not match query',
    { message: 'The hash is not the SHA-256 of the query.', extensions: { code: 'DOCUMENT_HASH_WRONG' } },
  ],
  [
    'Too many errors processing variables, error limit reached. Execution aborted.',
    { message: 'There are more errors in the variables.', extensions: { code: 'BAD_USER_INPUT' } },
  ],
  [
    'Unsupported persisted query version',
    { message: 'Persisted queries have version 1.', extensions: { code: 'BAD_REQUEST' } },
  ],
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
  if (known !== undefined) return { ...known, ...place };
  const uncoded = isUncoded(error) ? UNCODED_ERRORS.get(formatted.message) : undefined;
  if (uncoded !== undefined) return { ...place, ...uncoded };
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

function publicError(error: unknown): GraphQLFormattedError | undefined {
  const thrown = thrownBy(error);
  const message = isEdgewiseError(thrown) ? thrown.publicMessage : undefined;
  return isEdgewiseError(thrown) && message !== undefined ? { message, extensions: { code: thrown.code } } : undefined;
}

/** Whether it was thrown as it is, by Apollo or graphql-js: what a resolver throws has a path or another error within. */
function isUncoded(error: unknown): boolean {
  return error instanceof GraphQLError && error.originalError === undefined && error.path === undefined;
}

function isOfGraphql(formatted: GraphQLFormattedError): boolean {
  return GRAPHQL_CODES.has(formatted.extensions?.['code']);
}
