import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

const MOST_DOCUMENTS = 1000;
/** Of their text. Parsed, a document takes some hundred times as much, which Apollo's own store does not see. */
const MOST_CHARACTERS = 2 ** 18;

/** Documents that were parsed and found valid, least used forgotten first. */
export function documentStore(): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({
    max: MOST_DOCUMENTS,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.end ?? 1),
  });
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => void documents.set(key, document),
    delete: async (key) => documents.delete(key),
  };
}
