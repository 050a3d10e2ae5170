import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { Random } from '../../../src/core/random.js';

const USERS = 200;
const ITEMS = 2000;
const RECOMMENDATIONS = 20;
const INFLUENCES = 5;

export const USER_KEYS: readonly string[] = Array.from({ length: USERS }, (_, user) => `user-${user}`);

/** The API over rows that are in memory, so that a measurement sees the servers and not what computes the rows. */
export function precomputedSchema(): GraphQLSchema {
  const typeDefs = readFileSync('graph-schema/api.graphql', 'utf8');
  const rows = precomputedRows();
  return makeExecutableSchema({
    typeDefs,
    resolvers: {
      Query: { user: (_root: unknown, { key }: { key: string }) => rows.get(key) },
      Node: { __resolveType: () => 'User' },
    },
    // Arguments of pages are the benchmark's; its rows are what they ask for.
    resolverValidationOptions: { requireResolversToMatchSchema: 'ignore' },
  });
}

function precomputedRows(): Map<string, object> {
  const random = Random.stream(7, 'serving-bench');
  const items = Array.from({ length: ITEMS }, (_, item) => ({ key: `item-${item}`, title: `Title of item ${item}` }));
  const draw = (): object => items[random.below(ITEMS)]!;
  return new Map(
    USER_KEYS.map((key) => [
      key,
      {
        key,
        recommendations: {
          edges: Array.from({ length: RECOMMENDATIONS }, (_, place) => ({
            rank: place + 1,
            score: random.float(),
            source: 'MODEL',
            node: draw(),
            influences: Array.from({ length: INFLUENCES }, () => ({
              item: draw(),
              influence: random.float() - 0.5,
              scoreWithout: random.float(),
              rankWithout: 1 + random.below(1000),
            })),
          })),
        },
      },
    ]),
  );
}
