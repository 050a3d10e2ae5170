import type { GraphQLFormattedError } from 'graphql';

const HIDDEN: GraphQLFormattedError = {
  message: 'The document does not fit the schema, which this server does not show.',
  extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
};

/**
 * The errors of a document without what they tell of the schema: one for all that validation found. By its words, by their
 * number and by their places a schema can be guessed name by name, also where introspection and suggestions are off.
 */
export function hideSchema(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  const rest = errors.filter((error) => error.extensions?.['code'] !== 'GRAPHQL_VALIDATION_FAILED');
  return rest.length === errors.length ? errors : [...rest, HIDDEN];
}
