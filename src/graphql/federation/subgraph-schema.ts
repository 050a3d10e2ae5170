import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { type GraphQLSchema, parse } from 'graphql';
import { resolvers } from '../resolvers/resolvers.js';
import { readApiText } from '../schema.js';
import { resolveEntities } from './resolve-entities.js';

/**
 * What a subgraph adds: users and items are known to other subgraphs by global id or by key, and a page is told of as
 * everyone does.
 */
const FEDERATED = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  extend type User @key(fields: "id") @key(fields: "key")
  extend type Item @key(fields: "id") @key(fields: "key")
  extend type PageInfo @shareable
`;

/** The public schema as a subgraph (Apollo Federation 2): with `_service` for composition and `_entities` for the router. */
export function createSubgraphSchema(): GraphQLSchema {
  return buildSubgraphSchema([
    { typeDefs: parse(readApiText()) },
    {
      typeDefs: parse(FEDERATED),
      resolvers: {
        ...resolvers,
        Query: { ...resolvers.Query, _entities: resolveEntities },
      } as GraphQLResolverMap<unknown>,
    },
  ]);
}
