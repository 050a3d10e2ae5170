// urql: an exchange of four lines sends operations by the hash that edgewise/client has for them.
import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/core';
import { documentHash, RecommendationsDocument } from 'edgewise/client';

const byHash = mapExchange({
  onOperation(operation) {
    const sha256Hash = documentHash(operation.query);
    if (sha256Hash === undefined) return operation;
    return { ...operation, extensions: { ...operation.extensions, persistedQuery: { version: 1, sha256Hash } } };
  },
});

export function createUrqlClient(url: string, credential?: string): Client {
  const headers: Record<string, string> = credential === undefined ? {} : { authorization: `Bearer ${credential}` };
  return new Client({
    url,
    exchanges: [byHash, cacheExchange, fetchExchange],
    fetchOptions: { headers },
    preferGetMethod: false,
  });
}

/** Titles of the best items for a user, best first. */
export async function titlesFor(client: Client, userKey: string): Promise<string[]> {
  const { data, error } = await client.query(RecommendationsDocument, { userKey, first: 5 }).toPromise();
  if (error !== undefined) throw error;
  return data?.user?.recommendations?.edges.map(({ node }) => node.title ?? node.key) ?? [];
}
