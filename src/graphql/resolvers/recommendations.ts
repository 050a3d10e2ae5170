import type { UserRecommendationsArgs } from '../generated/resolvers.js';
import { ItemInfluences } from '../loaders/item-influences.js';
import { connection, type Connection } from '../paging/connection.js';
import { pageRequest } from '../paging/page-request.js';
import { recommendationPositions } from '../paging/positions.js';
import type { RecommendationPage, RecommendationRequest } from '../../recommend/request.js';
import { type RequestContext, servedVersion } from '../request-context.js';
import { type ItemSource, itemSource, type RecommendationEdgeSource } from '../sources.js';
import { readUserView } from './read-nodes.js';
import { recommendationFilter } from './recommendation-filter.js';

/**
 * A page of a user's recommendations. The cursor names a score and a key, so that paging goes on in the ranking as it is
 * by then, and the revision and version that it was computed from, so that a page from other ones can be told in the log.
 * Errors: BAD_PAGE_SIZE, BAD_CURSOR, BAD_FILTER, SNAPSHOT_MISSING, USER_NOT_FOUND, STORE_UNAVAILABLE.
 */
export async function recommendations(
  key: string,
  given: UserRecommendationsArgs,
  context: RequestContext,
): Promise<Connection<ItemSource, RecommendationEdgeSource>> {
  const { first, after } = pageRequest(given, recommendationPositions);
  const filter = recommendationFilter(given.filter);
  const { version, snapshot } = servedVersion(context);
  const user = await readUserView(key, context);
  if (after !== undefined && (after.version !== version || after.revision !== user.revision)) {
    const fields = { requestId: context.requestId, cursorVersion: after.version, version };
    context.backend.log.debug(fields, 'Paging goes on in a newer ranking.');
  }
  const request: RecommendationRequest = { user, first, ...(after && { after }), ...(filter && { filter }) };
  const { entries, source, hasNextPage } = await rankedPage(request, context);
  const explained = new ItemInfluences(
    context,
    user,
    entries.map(({ itemIndex }) => itemIndex),
    filter,
  );
  const edges = entries.map((entry) => ({
    node: itemSource(snapshot.itemRecords[entry.itemIndex] ?? { key: entry.key }),
    rank: entry.rank,
    score: entry.score,
    source,
    itemIndex: entry.itemIndex,
    explained,
    get cursor() {
      return recommendationPositions.encode({ score: entry.score, key: entry.key, revision: user.revision, version });
    },
  }));
  return connection(edges, { hasNextPage, after });
}

/** From the cache, or ranked in its turn. */
async function rankedPage(request: RecommendationRequest, context: RequestContext): Promise<RecommendationPage> {
  const version = servedVersion(context);
  const { topK } = version;
  const { user, ...asked } = request;
  const known = topK.find(user, asked);
  context.backend.observer.cacheLookedUp('top-k', known !== undefined);
  if (known !== undefined) return known;
  const page = await context.computing.ask('recommendations', request, version);
  topK.keep(user, asked, page);
  return page;
}
