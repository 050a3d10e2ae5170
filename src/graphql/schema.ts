import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from './request-context.js';
import { resolvers } from './resolvers/resolvers.js';

/** The public schema with its resolvers. Its text, graph-schema/api.graphql, is the one source of the types in generated/ too. */
export function createSchema(): GraphQLSchema {
  return makeExecutableSchema<RequestContext>({ typeDefs: readApiText(), resolvers });
}

export function readApiText(): string {
  return readFileSync(new URL('../../graph-schema/api.graphql', import.meta.url), 'utf8');
}
