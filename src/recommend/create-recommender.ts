import type { Snapshot } from '../snapshot/snapshot.js';
import { Candidates } from './candidates.js';
import type { CosineTable } from './cosine-table.js';
import { rankPage } from './rank-page.js';
import type {
  Neighbor,
  RankedPage,
  RankPosition,
  RecommendationPage,
  RecommendationRequest,
  Recommender,
  UserView,
} from './request.js';
import { createScorers, type Scorers } from './scorers/create-scorers.js';
import { PopularityScorer } from './scorers/popularity.js';
import { prepareTables, type ScorerSeat } from './scorers/scorer-tables.js';

/**
 * A recommender over one snapshot, which it keeps in memory for as long as it lives. Lets an event loop that serves
 * requests have its turn between the tables that it prepares, or works over tables that were prepared for several threads.
 * Errors: SNAPSHOT_CORRUPT, OUT_OF_MEMORY.
 */
export async function createRecommender(snapshot: Snapshot, seat?: ScorerSeat): Promise<Recommender> {
  const popularity = snapshot.components.find(({ kind }) => kind === 'popularity');
  const byPopularity = new PopularityScorer(popularity, snapshot);
  const candidates = await Candidates.create(snapshot, byPopularity.scores);
  const scorers = await createScorers(snapshot, seat ?? { tables: await prepareTables(snapshot), thread: 0 });
  return new SnapshotRecommender(snapshot, scorers, byPopularity, candidates);
}

class SnapshotRecommender implements Recommender {
  readonly #snapshot: Snapshot;
  readonly #scorers: Scorers;
  readonly #popularity: PopularityScorer;
  readonly #candidates: Candidates;

  constructor(snapshot: Snapshot, scorers: Scorers, popularity: PopularityScorer, candidates: Candidates) {
    this.#snapshot = snapshot;
    this.#scorers = scorers;
    this.#popularity = popularity;
    this.#candidates = candidates;
  }

  recommend({ user, first, after, filter }: RecommendationRequest): RecommendationPage {
    const { scores, source } = this.#scorers.ranking?.scores(user) ?? {
      scores: this.#popularity.scores,
      source: 'POPULAR',
    };
    const allowed = this.#candidates.allowed(user, filter);
    const page = rankPage(scores, allowed, this.#snapshot.items.keys, first, after);
    return {
      source,
      entries: page.entries.map(({ score, key, index }, place) => ({
        score,
        key,
        rank: page.ahead + place + 1,
        itemIndex: index,
      })),
      hasNextPage: page.hasNextPage,
    };
  }

  userNeighbors(user: UserView, first: number, after?: RankPosition): RankedPage<Neighbor> | undefined {
    const { embeddings } = this.#scorers;
    const embedded = embeddings?.embed(user);
    if (embeddings === undefined || embedded === undefined) return undefined;
    const left = new Set(this.#snapshot.erasedUsers());
    const self = this.#snapshot.users.indexOf(user.key);
    if (self !== undefined) left.add(self);
    return neighbors(embeddings.scorer.users, embedded.embedding, this.#snapshot.users.keys, left, first, after);
  }

  itemNeighbors(itemKey: string, first: number, after?: RankPosition): RankedPage<Neighbor> | undefined {
    const item = this.#snapshot.items.indexOf(itemKey);
    const scorer = this.#scorers.embeddings?.scorer;
    if (item === undefined || scorer === undefined) return undefined;
    const embedding = scorer.itemEmbedding(item);
    return neighbors(scorer.items, embedding, this.#snapshot.items.keys, new Set([item]), first, after);
  }

  popularity(itemKey: string): number | undefined {
    const item = this.#snapshot.items.indexOf(itemKey);
    return item === undefined ? undefined : this.#popularity.scores[item];
  }
}

function neighbors(
  table: CosineTable,
  embedding: Float32Array,
  keys: readonly string[],
  left: ReadonlySet<number>,
  first: number,
  after?: RankPosition,
): RankedPage<Neighbor> | undefined {
  const similarities = table.similarities(embedding);
  if (similarities === undefined) return undefined;
  const allowed = table.hasDirection.slice();
  for (const row of left) allowed[row] = 0;
  const { entries, hasNextPage } = rankPage(similarities, allowed, keys, first, after);
  return { entries: entries.map(({ key, score }) => ({ key, score })), hasNextPage };
}
