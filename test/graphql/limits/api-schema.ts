import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';

/** The public schema without resolvers, for what only looks at documents. */
export const apiSchema = buildSchema(
  readFileSync(new URL('../../../graph-schema/api.graphql', import.meta.url), 'utf8'),
);
