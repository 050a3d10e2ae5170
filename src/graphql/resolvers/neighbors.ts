import type { RankedPage, Neighbor, RankPosition } from '../../recommend/request.js';
import type { CoNeighbor, CoNeighborPosition, Page } from '../../store/interaction-store.js';
import type { ItemNeighborsArgs, UserNeighborsArgs } from '../generated/resolvers.js';
import { connection, type Connection, cutPage, type Edge, type RowPage } from '../paging/connection.js';
import { oneRowMore, pageRequest } from '../paging/page-request.js';
import {
  coItemPositions,
  coUserPositions,
  embeddingItemPositions,
  embeddingUserPositions,
  type PositionCodec,
} from '../paging/positions.js';
import { type RequestContext, servedVersion } from '../request-context.js';
import { type ItemSource, userSource, type UserSource } from '../sources.js';
import { linkedItem, readUserView } from './read-nodes.js';

interface NeighborEdge<Node> extends Edge<Node> {
  readonly similarity: number;
}

type NeighborConnection<Node> = Connection<Node, NeighborEdge<Node>>;

/** Users like this one. Errors: BAD_PAGE_SIZE, BAD_CURSOR, SNAPSHOT_MISSING, USER_NOT_FOUND, STORE_UNAVAILABLE. */
export async function userNeighbors(
  key: string,
  given: UserNeighborsArgs,
  context: RequestContext,
): Promise<NeighborConnection<UserSource>> {
  const isShared = given.kind === 'CO_INTERACTION';
  const positions = isShared ? coUserPositions : embeddingUserPositions;
  const page = pageRequest(given, positions);
  const rows = isShared
    ? cutPage(await context.loaders.coUsers.load(key, oneRowMore(page)), page.first)
    : await nearestUsers(key, page, context);
  return neighborConnection(rows, page, positions, userSource);
}

/** Items like this one. Errors: BAD_PAGE_SIZE, BAD_CURSOR, SNAPSHOT_MISSING, STORE_UNAVAILABLE. */
export async function itemNeighbors(
  key: string,
  given: ItemNeighborsArgs,
  context: RequestContext,
): Promise<NeighborConnection<ItemSource>> {
  const isShared = given.kind === 'CO_INTERACTION';
  const positions = isShared ? coItemPositions : embeddingItemPositions;
  const page = pageRequest(given, positions);
  const rows = isShared
    ? cutPage(await context.loaders.coItems.load(key, oneRowMore(page)), page.first)
    : await nearestItems(key, page, context);
  return neighborConnection(rows, page, positions, (itemKey) => linkedItem(itemKey, context.served));
}

async function nearestUsers(
  key: string,
  page: Page<CoNeighborPosition>,
  context: RequestContext,
): Promise<RowPage<CoNeighbor>> {
  const version = servedVersion(context);
  const user = await readUserView(key, context);
  return neighborRows(await context.computing.ask('userNeighbors', { user, ...rankedFrom(page) }, version));
}

async function nearestItems(
  key: string,
  page: Page<CoNeighborPosition>,
  context: RequestContext,
): Promise<RowPage<CoNeighbor>> {
  const asked = { itemKey: key, ...rankedFrom(page) };
  return neighborRows(await context.computing.ask('itemNeighbors', asked, servedVersion(context)));
}

function rankedFrom({ first, after }: Page<CoNeighborPosition>): { first: number; after?: RankPosition } {
  return { first, ...(after && { after: { score: after.similarity, key: after.key } }) };
}

/** Nothing to compare by is an empty list: such a user or item has no neighbors yet. */
function neighborRows(ranked: RankedPage<Neighbor> | undefined): RowPage<CoNeighbor> {
  if (ranked === undefined) return { rows: [], hasNextPage: false };
  const rows = ranked.entries.map(({ key, score }) => ({ key, similarity: score }));
  return { rows, hasNextPage: ranked.hasNextPage };
}

function neighborConnection<Node>(
  { rows, hasNextPage }: RowPage<CoNeighbor>,
  { after }: Page<CoNeighborPosition>,
  positions: PositionCodec<CoNeighborPosition>,
  nodeOf: (key: string) => Node,
): NeighborConnection<Node> {
  const edges = rows.map((neighbor) => ({
    node: nodeOf(neighbor.key),
    similarity: neighbor.similarity,
    get cursor() {
      return positions.encode(neighbor);
    },
  }));
  return connection(edges, { hasNextPage, after });
}
