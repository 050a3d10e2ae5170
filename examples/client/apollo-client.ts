// Apollo Client 4: operations go by the hash that edgewise/client has for them, never by their text where the server
// knows them. Documents carry `__typename` already, so that the cache works and the hash stays the same.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { documentHash, RecommendationsDocument } from 'edgewise/client';

export function createApolloClient(url: string, credential?: string): ApolloClient {
  const headers: Record<string, string> = credential === undefined ? {} : { authorization: `Bearer ${credential}` };
  const byHash = new PersistedQueryLink({
    generateHash: (document) => documentHash(document) ?? Promise.reject(new Error('No operation of edgewise/client.')),
  });
  return new ApolloClient({
    link: ApolloLink.from([byHash, new HttpLink({ uri: url, headers })]),
    cache: new InMemoryCache(),
  });
}

/** Titles of the best items for a user, best first. */
export async function titlesFor(client: ApolloClient, userKey: string): Promise<string[]> {
  const { data } = await client.query({ query: RecommendationsDocument, variables: { userKey, first: 5 } });
  return data?.user?.recommendations?.edges.map(({ node }) => node.title ?? node.key) ?? [];
}
