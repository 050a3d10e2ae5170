import type { GraphQLSchema } from 'graphql';
import { createSchema } from './schema.js';
import type { ServerOptions } from './server-options.js';

/** What a server answers: the API, the API as a subgraph, or what its caller gives it. */
export async function servedSchema({ schema, federation = false }: ServerOptions): Promise<GraphQLSchema> {
  if (schema !== undefined) return schema;
  if (!federation) return createSchema();
  // Loaded where it is served: composition's library is large.
  const { createSubgraphSchema } = await import('./federation/subgraph-schema.js');
  return createSubgraphSchema();
}
