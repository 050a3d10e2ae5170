// The client of the package: nothing but `fetch` below it.
import { createClient, RecommendationsDocument, ResponseError } from 'edgewise/client';

/** Titles of the best items for a user, best first; none for a user whom the server does not know. */
export async function titlesFor(url: string, userKey: string, credential?: string): Promise<string[]> {
  const client = createClient({ url, ...(credential !== undefined && { credential }) });
  try {
    const { user } = await client.request(RecommendationsDocument, { userKey, first: 5 });
    return user?.recommendations?.edges.map(({ node }) => node.title ?? node.key) ?? [];
  } catch (error) {
    if (error instanceof ResponseError && error.code === 'USER_NOT_FOUND') return [];
    throw error;
  }
}
